import java.io.FileInputStream;
import java.io.InputStream;
import java.security.KeyStore;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * What Java makes of certificates: of each file a line with three columns, each "accepted" or what Java says.
 *
 * The first is a path from PKIX's builder, which is how Openfire's trust manager judges in both directions; the others are the
 * JDK's own trust manager, asked about a TLS client and a TLS server.
 *
 *   java Trust.java ANCHOR CHAIN...
 */
public class Trust {
    interface Judge {
        void judge() throws Exception;
    }

    public static void main(String[] files) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setCertificateEntry("anchor", read(files[0])[0]);
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        X509TrustManager manager = (X509TrustManager) factory.getTrustManagers()[0];
        for (int i = 1; i < files.length; i++) {
            X509Certificate[] chain = read(files[i]);
            String key = chain[0].getPublicKey().getAlgorithm();
            System.out.println(String.join("\t",
                say(() -> build(store, chain)),
                say(() -> manager.checkClientTrusted(chain, key)),
                say(() -> manager.checkServerTrusted(chain, "UNKNOWN"))));
        }
    }

    static void build(KeyStore store, X509Certificate[] chain) throws Exception {
        X509CertSelector leaf = new X509CertSelector();
        leaf.setCertificate(chain[0]);
        PKIXBuilderParameters parameters = new PKIXBuilderParameters(store, leaf);
        parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(List.of(chain))));
        parameters.setRevocationEnabled(false);
        CertPathBuilder.getInstance("PKIX").build(parameters);
    }

    static String say(Judge judge) {
        try {
            judge.judge();
            return "accepted";
        } catch (Exception error) {
            Throwable cause = error;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            return String.valueOf(cause.getMessage()).replaceAll("\\s+", " ");
        }
    }

    static X509Certificate[] read(String file) throws Exception {
        try (InputStream stream = new FileInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(stream).toArray(new X509Certificate[0]);
        }
    }
}
