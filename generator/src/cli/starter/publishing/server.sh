#!/bin/sh
# Checks and builds the handbook, and copies the site to a web server with rsync. Files of an earlier version are removed there, so the
# folder on the server must hold nothing else.
#
#     sh publish/server.sh https://handbook.example.org user@example.org:/var/www/handbook/
#
# Needs rsync, access to the server by SSH, and `clausebook` on the path.
set -eu

url=${1:?'give the address under which the site will be published'}
target=${2:?'give the folder on the server, such as user@example.org:/var/www/handbook/'}
cd "$(dirname "$0")/.."

clausebook check --deny unlocked-permalinks
clausebook build --base-url "$url"
rsync --recursive --times --compress --delete-after site/ "$target"
