//! Free TCP ports on the loopback interface.

use std::io;
use std::net::{Ipv4Addr, TcpListener, TcpStream};

/// A port for the server to listen on: the given one if it is free, else one that the operating
/// system chooses.
///
/// A chosen port passes through one connection that this side closes first, which leaves it in
/// the state `TIME_WAIT` for a while. The system gives such a port to nobody who asks for any port,
/// but lets a server listen on it that names it.
pub(crate) fn claim(wanted: Option<u16>) -> io::Result<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, wanted.unwrap_or(0)))?;
    let address = listener.local_addr()?;
    if wanted.is_none() {
        let _client = TcpStream::connect(address)?;
        let (accepted, _) = listener.accept()?;
        drop(accepted);
    }
    Ok(address.port())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn chosen_ports_differ_and_can_be_listened_on() -> io::Result<()> {
        let ports: BTreeSet<u16> = (0..50).map(|_| claim(None)).collect::<io::Result<_>>()?;
        assert_eq!(ports.len(), 50);
        for port in ports {
            TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        }
        Ok(())
    }

    #[test]
    fn taken_port_is_refused() -> io::Result<()> {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let refused = claim(Some(taken.local_addr()?.port()));
        assert_eq!(refused.map_err(|error| error.kind()), Err(io::ErrorKind::AddrInUse));
        Ok(())
    }
}
