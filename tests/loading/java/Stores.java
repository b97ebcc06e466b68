import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Opens keystores as Openfire does, and serves with each of them on loopback.
 *
 * Of each store a line with four columns: "opens" or what Java says; the aliases in Java's order; the SHA-256 of
 * the certificates that a client has got who asks for the domain, or "generated", or nothing where the
 * handshake fails; what Java says of a handshake that fails.
 *
 *   java --add-exports java.base/sun.security.tools.keytool=ALL-UNNAMED Stores.java LIST
 *
 * LIST has a line for each store: its file, its type, its password and the domain, with tabs between.
 */
public class Stores {
    public static void main(String[] arguments) throws Exception {
        for (String line : Files.readAllLines(Path.of(arguments[0]))) {
            String[] asked = line.split("\t", -1);
            System.out.println(String.join("\t", look(Path.of(asked[0]), asked[1], asked[2].toCharArray(), asked[3])));
        }
    }

    static List<String> look(Path file, String type, char[] password, String domain) {
        KeyStore store;
        try {
            store = open(file, type, password);
        } catch (Exception error) {
            return List.of(say(error), "", "", "");
        }
        try {
            List<String> own = new ArrayList<>();
            List<String> aliases = Collections.list(store.aliases());
            boolean covered = false;
            for (String alias : aliases) {
                if (store.getCertificate(alias) instanceof X509Certificate certificate) {
                    own.add(digest(certificate));
                    covered |= covers(certificate, domain);
                }
            }
            KeyStore served = covered ? store : withOwn(file, type, password, domain);
            String names = String.join(",", aliases);
            try {
                List<String> chain = serve(served, password, domain);
                boolean generated = !own.contains(chain.get(0));
                return List.of("opens", names, generated ? "generated" : String.join(",", chain), "");
            } catch (Exception error) {
                return List.of("opens", names, "", say(error));
            }
        } catch (Exception error) {
            return List.of("opens", "", "", say(error));
        }
    }

    static KeyStore open(Path file, String type, char[] password) throws Exception {
        KeyStore store = KeyStore.getInstance(type);
        store.load(new ByteArrayInputStream(Files.readAllBytes(file)), password);
        return store;
    }

    /** The store with a self-signed certificate beside what it has, which Openfire adds where none covers the domain. */
    static KeyStore withOwn(Path file, String type, char[] password, String domain) throws Exception {
        Path copy = file.resolveSibling(file.getFileName() + ".own");
        Files.copy(file, copy);
        sun.security.tools.keytool.Main.main(new String[] {
            "-genkeypair", "-keystore", copy.toString(), "-storepass", new String(password), "-alias", domain + "_rsa",
            "-keyalg", "RSA", "-keysize", "2048", "-dname", "CN=" + domain, "-validity", "1825",
            "-ext", "san=dns:" + domain + ",dns:*." + domain});
        return open(copy, type, password);
    }

    static boolean covers(X509Certificate certificate, String domain) throws Exception {
        Collection<List<?>> names = certificate.getSubjectAlternativeNames();
        for (List<?> name : names == null ? List.<List<?>>of() : names) {
            String text = name.get(0).equals(2) ? name.get(1).toString() : "";
            if (text.equals(domain) || text.startsWith("*.") && domain.endsWith(text.substring(2))) {
                return true;
            }
        }
        return false;
    }

    static List<String> serve(KeyStore store, char[] password, String domain) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance("NewSunX509");
        keys.init(store, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        InetAddress loopback = InetAddress.getLoopbackAddress();
        SSLServerSocket server = (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0, 1, loopback);
        Thread serving = new Thread(() -> {
            try (SSLSocket accepted = (SSLSocket) server.accept()) {
                accepted.setSoTimeout(10_000);
                accepted.startHandshake();
                accepted.getOutputStream().write(1);
                accepted.getInputStream().read();
            } catch (IOException error) {
                // the client says what is to be said
            }
        });
        serving.start();
        SSLContext trusting = SSLContext.getInstance("TLS");
        trusting.init(null, new TrustManager[] {new Everybody()}, null);
        try (server; SSLSocket client = (SSLSocket) trusting.getSocketFactory().createSocket(loopback, server.getLocalPort())) {
            client.setSoTimeout(10_000);
            SSLParameters parameters = client.getSSLParameters();
            parameters.setServerNames(List.of(new SNIHostName(domain)));
            client.setSSLParameters(parameters);
            client.startHandshake();
            client.getInputStream().read();
            List<String> chain = new ArrayList<>();
            for (Certificate certificate : client.getSession().getPeerCertificates()) {
                chain.add(digest(certificate));
            }
            return chain;
        } finally {
            serving.join(10_000);
        }
    }

    static String digest(Certificate certificate) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    }

    static String say(Exception error) {
        String message = error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
        return message.replaceAll("\\s+", " ");
    }

    static class Everybody extends X509ExtendedTrustManager {
        public void checkClientTrusted(X509Certificate[] chain, String type) {}
        public void checkServerTrusted(X509Certificate[] chain, String type) {}
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
