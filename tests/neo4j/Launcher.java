import java.io.OutputStream;
import java.nio.file.Path;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;

/**
 * Runs a Neo4j server in the given home folder until standard input closes: when whoever started it
 * stops or dies, by whatever means, the server goes too.
 */
class Launcher {
    public static void main(String[] arguments) throws Exception {
        var home = Path.of(arguments[0]);
        new DatabaseManagementServiceBuilder(home)
                .loadPropertiesFromFile(home.resolve("neo4j.conf"))
                .build();
        System.out.println("Neo4j is ready");
        System.in.transferTo(OutputStream.nullOutputStream());
        // At once, for nobody wants the data: an orderly shutdown takes ten seconds.
        Runtime.getRuntime().halt(0);
    }
}
