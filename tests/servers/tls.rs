//! TLS, as a client that shows a certificate and looks at none.

use std::io::Read;
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::sync::Arc;
use std::time::{Duration, Instant};

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, aws_lc_rs};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{ClientConfig, ClientConnection, DigitallySignedStruct, SignatureScheme, StreamOwned};

use super::pki::Shown;

/// What no answer may take longer than.
pub const PATIENCE: Duration = Duration::from_secs(20);
/// A connection within TLS.
pub type Secured = StreamOwned<ClientConnection, TcpStream>;

/// A connection with that port of loopback.
pub fn connect(port: u16) -> Result<TcpStream, String> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    TcpStream::connect_timeout(&address, PATIENCE).map(patient).map_err(|error| error.to_string())
}

/// A connection that waits for nobody for ever.
pub fn patient(stream: TcpStream) -> TcpStream {
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    stream.set_write_timeout(Some(PATIENCE)).unwrap();
    stream
}

/// A handshake with the TLS server on that port, until that closes the connection; whether it takes the
/// certificate is for the server to tell.
pub fn shake_hands(port: u16, to: &str, shown: &Shown) {
    let stream = connect(port).unwrap();
    // TLS 1.3: the verdict on our certificate comes after our handshake is done
    if let Ok(mut stream) = secure(stream, to, shown) {
        let _ = stream.read(&mut [0; 64]);
    }
}

/// TLS on a connection.
///
/// # Errors
/// The alert, where there was one, or what went wrong.
pub fn secure(mut tcp: TcpStream, to: &str, shown: &Shown) -> Result<Secured, String> {
    let provider = Arc::new(aws_lc_rs::default_provider());
    let (chain, key) = shown.for_tls();
    let config = ClientConfig::builder_with_provider(provider.clone())
        .with_safe_default_protocol_versions()
        .unwrap()
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(AnyServer(provider)))
        .with_client_auth_cert(chain, key)
        .unwrap();
    let name = ServerName::try_from(to.to_owned()).unwrap();
    let mut tls = ClientConnection::new(Arc::new(config), name).unwrap();
    let by = Instant::now() + PATIENCE;
    while tls.is_handshaking() {
        if Instant::now() > by {
            return Err("no end of the handshake".to_owned());
        }
        tls.complete_io(&mut tcp).map_err(|error| {
            let why = error.to_string();
            why.split_once("received fatal alert: ")
                .map_or(why.clone(), |(_, alert)| alert.to_owned())
        })?;
    }
    Ok(StreamOwned::new(tls, tcp))
}

/// Takes every certificate of a server: it is not the one that is judged here.
#[derive(Debug)]
struct AnyServer(Arc<CryptoProvider>);

impl ServerCertVerifier for AnyServer {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let algorithms = &self.0.signature_verification_algorithms;
        rustls::crypto::verify_tls12_signature(message, certificate, signed, algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let algorithms = &self.0.signature_verification_algorithms;
        rustls::crypto::verify_tls13_signature(message, certificate, signed, algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.signature_verification_algorithms.supported_schemes()
    }
}
