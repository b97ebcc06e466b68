import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * Loads key stores as a server does, says what is in them, and serves TLS with the keys of each.
 *
 * Each line of the file that is named has a store, its type, and the file of its password. The client of the
 * TLS sessions trusts the anchors of the first store.
 */
public class Stores {
    private static X509TrustManager client;

    public static void main(String[] arguments) throws Exception {
        System.setOut(new PrintStream(System.out, true, StandardCharsets.UTF_8));
        for (String line : Files.readAllLines(Path.of(arguments[0]))) {
            String[] words = line.split(" ");
            char[] password = Files.readString(Path.of(words[2])).strip().toCharArray();
            System.out.println("store " + words[0] + " " + words[1]);
            try {
                KeyStore store = KeyStore.getInstance(words[1]);
                try (InputStream in = Files.newInputStream(Path.of(words[0]))) {
                    store.load(in, password);
                }
                show(store, password);
            } catch (Exception error) {
                System.out.println("error " + error);
            }
        }
        System.exit(0);
    }

    private static void show(KeyStore store, char[] password) throws Exception {
        int keys = 0;
        for (String alias : new TreeMap<>(entries(store)).keySet()) {
            if (store.isKeyEntry(alias)) {
                keys++;
                System.out.println("key " + alias + " " + hex(store.getKey(alias, password).getEncoded())
                    + " " + store.getCreationDate(alias).getTime());
                for (Certificate certificate : store.getCertificateChain(alias)) {
                    System.out.println("chain " + hex(certificate.getEncoded()));
                }
            } else {
                System.out.println("anchor " + alias + " " + hex(store.getCertificate(alias).getEncoded()));
            }
        }
        if (keys == 0) {
            System.out.println("trusts " + trust(store).getAcceptedIssuers().length);
            client = client == null ? trust(store) : client;
            return;
        }
        // of several keys the one that is served is anybody's guess
        for (String algorithm : keys == 1 ? List.of("SunX509", "NewSunX509") : List.<String>of()) {
            KeyManagerFactory factory = KeyManagerFactory.getInstance(algorithm);
            factory.init(store, password);
            System.out.println("served " + algorithm + " " + serve(factory.getKeyManagers()));
        }
    }

    private static TreeMap<String, String> entries(KeyStore store) throws Exception {
        TreeMap<String, String> all = new TreeMap<>();
        Collections.list(store.aliases()).forEach(alias -> all.put(alias, alias));
        return all;
    }

    private static X509TrustManager trust(KeyStore store) throws Exception {
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        return (X509TrustManager) factory.getTrustManagers()[0];
    }

    /** Serves one session, and gives the certificates that the client met. */
    private static String serve(KeyManager[] keys) throws Exception {
        SSLContext server = SSLContext.getInstance("TLS");
        server.init(keys, null, null);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new X509TrustManager[] {client}, null);
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (SSLServerSocket listening =
                (SSLServerSocket) server.getServerSocketFactory().createServerSocket(0, 1, loopback)) {
            CompletableFuture<Void> served = CompletableFuture.runAsync(() -> echo(listening));
            try (SSLSocket socket = (SSLSocket)
                    context.getSocketFactory().createSocket(loopback, listening.getLocalPort())) {
                socket.getOutputStream().write(7);
                int answer = socket.getInputStream().read();
                StringBuilder said = new StringBuilder(answer == 7 ? "whole" : "cut");
                for (Certificate certificate : socket.getSession().getPeerCertificates()) {
                    said.append(' ').append(hex(certificate.getEncoded()));
                }
                served.get();
                return said.toString();
            }
        } catch (Exception error) {
            return "error " + error;
        }
    }

    private static void echo(SSLServerSocket listening) {
        try (SSLSocket socket = (SSLSocket) listening.accept()) {
            OutputStream out = socket.getOutputStream();
            out.write(socket.getInputStream().read());
            out.flush();
        } catch (Exception error) {
            throw new IllegalStateException(error);
        }
    }

    /** All that is shown begins with the tag of a SEQUENCE, and so with no zero. */
    private static String hex(byte[] der) {
        return new BigInteger(1, der).toString(16);
    }
}
