#!/bin/sh
# Checks and builds the handbook, and puts the site on the branch `pages` of this repository, from which Gitee Pages, or any other
# host that serves a branch, publishes it. The earlier content of that branch is replaced.
#
#     sh publish/gitee.sh https://NAME.gitee.io/REPOSITORY
#
# Needs Git, and `clausebook` on the path. On Gitee, choose the branch `pages` under Services, Gitee Pages, as far as your account has
# that service.
set -eu

url=${1:?'give the address under which the site will be published'}
cd "$(dirname "$0")/.."

clausebook check --deny unlocked-permalinks
clausebook build --base-url "$url"

copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
cp -R site/. "$copy"
git -C "$copy" init --quiet
git -C "$copy" checkout --quiet -b pages
git -C "$copy" add --all --force
git -C "$copy" -c user.name="$(git config user.name)" -c user.email="$(git config user.email)" \
    commit --quiet --message 'Publish the handbook'
git fetch --quiet "$copy" pages
git push --quiet --force origin FETCH_HEAD:refs/heads/pages
echo 'the site is on the branch pages of the remote origin'
