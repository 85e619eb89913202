//! The names and addresses by which a preview may be requested.
//!
//! Another site can point its own domain name at this machine (DNS rebinding), and its requests then carry that name. An
//! address in numbers cannot be pointed anywhere, so it is accepted wherever the preview listens for others.

use std::net::{IpAddr, Ipv4Addr};

use crate::language::message::{Message, Series, message};

/// The names by which a preview may be requested, and the address that it listens on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hosts {
    /// The address to listen on: that of this machine alone, unless another was asked for.
    pub address: IpAddr,
    /// The names that are accepted besides those of this machine, in lower case.
    names: Vec<String>,
}

impl Hosts {
    /// Reads names and addresses. An address is one to listen on; `0.0.0.0` and `::` are all of this machine.
    ///
    /// # Errors
    /// Returns what is wrong with them.
    pub(super) fn read(hosts: &[String]) -> Result<Hosts, Message> {
        let mut address = None;
        let mut names = Vec::new();
        for host in hosts {
            let bare = host.trim_start_matches('[').trim_end_matches(']');
            match bare.parse::<IpAddr>() {
                Ok(found) if address.is_some_and(|address| address != found) => {
                    return Err(message!(
                        "only one address can be listened on; use 0.0.0.0 for all"
                    ));
                }
                Ok(found) => address = Some(found),
                Err(_) if is_name(host) => names.push(host.to_ascii_lowercase()),
                Err(_) => {
                    return Err(message!(
                        "`{host}` is not the name or address of a host; write it without a scheme and port",
                        host
                    ));
                }
            }
        }
        Ok(Hosts {
            address: address.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST)),
            names,
        })
    }

    /// Whether the preview can be requested from other machines.
    pub(super) fn is_open(&self) -> bool {
        !self.address.is_loopback()
    }

    /// Why a request for another host is not answered.
    pub(super) fn refusal(&self) -> Message {
        let local = ["localhost", "127.0.0.1"].into_iter();
        let names = local.chain(self.names.iter().map(String::as_str));
        message!(
            "This preview only answers requests for {names}, so that no other site can read it through your browser. To allow \
             another name, start it with --host NAME.",
            names = Series::any(names)
        )
    }

    /// Whether a `Host` header holds a name or address by which the preview may be requested.
    pub(super) fn accepts(&self, header: &str) -> bool {
        let name = match header.rsplit_once(':') {
            Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
            _ => header,
        };
        let name = name.to_ascii_lowercase();
        let is_local = matches!(name.as_str(), "localhost" | "127.0.0.1" | "[::1]")
            || name.ends_with(".localhost");
        let is_address = || {
            let bare = name
                .strip_prefix('[')
                .and_then(|name| name.strip_suffix(']'));
            bare.unwrap_or(&name).parse::<IpAddr>().is_ok()
        };
        is_local || self.names.contains(&name) || self.is_open() && is_address()
    }
}

/// Whether it may be the name of a host.
fn is_name(host: &str) -> bool {
    let is_part = |part: &str| {
        !part.is_empty()
            && part
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
    };
    host.split('.').all(is_part)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hosts(hosts: &[&str]) -> Hosts {
        let hosts: Vec<String> = hosts.iter().map(|host| (*host).to_owned()).collect();
        Hosts::read(&hosts).unwrap()
    }

    #[test]
    fn only_names_of_the_local_machine_are_accepted_by_default() {
        let default = hosts(&[]);
        assert!(!default.is_open());
        for host in [
            "localhost",
            "localhost:4000",
            "127.0.0.1:4000",
            "[::1]:4000",
            "[::1]",
            "Handbook.localhost:80",
        ] {
            assert!(default.accepts(host), "{host}");
        }
        for host in [
            "",
            "example.org",
            "example.org:4000",
            "127.0.0.1.example.org",
            "localhost.example.org",
            "notlocalhost",
            "127.0.0.1@example.org:80",
            "192.168.0.2:4000",
        ] {
            assert!(!default.accepts(host), "{host}");
        }
    }

    #[test]
    fn a_name_is_accepted_without_listening_for_others() {
        let named = hosts(&["My-Space.example.dev"]);
        assert!(!named.is_open());
        assert!(named.accepts("my-space.example.dev") && named.accepts("my-space.example.dev:443"));
        assert!(!named.accepts("example.dev") && !named.accepts("192.168.0.2"));
    }

    #[test]
    fn an_address_is_listened_on_and_accepts_addresses_but_no_other_names() {
        for address in ["0.0.0.0", "192.168.0.2", "[::]"] {
            let open = hosts(&[address]);
            assert!(open.is_open());
            assert!(open.accepts("192.168.0.2:4000") && open.accepts("[fe80::1]:4000"));
            assert!(!open.accepts("example.org:4000"));
        }
        let read = |hosts: &[&str]| {
            Hosts::read(
                &hosts
                    .iter()
                    .map(|host| (*host).to_owned())
                    .collect::<Vec<_>>(),
            )
        };
        assert!(read(&["0.0.0.0", "192.168.0.2"]).is_err());
        assert!(read(&["https://example.org"]).is_err() && read(&["a.example:80"]).is_err());
    }
}
