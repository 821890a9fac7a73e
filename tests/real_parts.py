"""The real parts that tests use: a Neo4j server and a Chromium browser.

`python -m tests.real_parts` brings what is missing: packages with apt-get where it runs as root
on Debian (a container, CI), and Neo4j Community from Maven's registry into the user's cache, once.
What cannot be had is left out; the fixtures in conftest.py then skip, or fail under CI=true.
"""

import os
import platform
import re
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes.util import find_library
from dataclasses import dataclass, field
from pathlib import Path

NEO4J_FOLDER = Path(__file__).parent / "neo4j"
NEO4J_IS_MISSING = (
    "there is no Neo4j: install a JDK (17 or 21) and Maven (on Debian: default-jdk-headless and "
    "maven) and run `make test` again, or name an empty server in GOVGRAPH_TEST_NEO4J_URI, "
    "GOVGRAPH_TEST_NEO4J_USERNAME and GOVGRAPH_TEST_NEO4J_PASSWORD"
)
CHROMIUM_IS_MISSING = (
    "there is no Chromium: install Chromium or Google Chrome (on Debian: chromium) "
    "and run `make test` again"
)

_SECONDS_TO_START = 120


@dataclass(frozen=True)
class Neo4jServer:
    """A running server and how to log in."""

    uri: str
    username: str
    password: str = field(repr=False)


def named_neo4j() -> Neo4jServer | None:
    """The server that the environment names for the tests, if any."""
    uri = os.environ.get("GOVGRAPH_TEST_NEO4J_URI")
    if not uri:
        return None
    return Neo4jServer(
        uri=uri,
        username=os.environ.get("GOVGRAPH_TEST_NEO4J_USERNAME", "neo4j"),
        password=os.environ.get("GOVGRAPH_TEST_NEO4J_PASSWORD", ""),
    )


def neo4j_jars() -> Path:
    """Where the server's jars are kept, whether they are there yet or not."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    pom = (NEO4J_FOLDER / "pom.xml").read_text(encoding="utf-8")
    version = re.search(r"<neo4j\.version>(.+)</neo4j\.version>", pom)
    assert version is not None
    return cache / "govgraph-tests" / f"neo4j-{version[1]}"


def java() -> Path | None:
    """The `java` of the JDK on the path, where it is recent enough for Neo4j 5."""
    compiler = shutil.which("javac")
    if compiler is None:
        return None
    answer = subprocess.run([compiler, "-version"], capture_output=True, text=True, check=False)
    version = re.match(r"javac (\d+)", answer.stdout)
    if version is None or int(version[1]) < 17:
        return None
    return Path(compiler).resolve().with_name("java")


def chromium() -> Path | None:
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if executable := shutil.which(name):
            return Path(executable)
    return None


@contextmanager
def running_neo4j(home: Path) -> Iterator[Neo4jServer]:
    """A server of its own in the empty folder `home`, on a free port of this machine."""
    java_command = java()
    assert java_command is not None
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    settings = {
        "server.bolt.enabled": "true",
        "server.bolt.listen_address": address,
        "server.bolt.advertised_address": address,
        "server.http.enabled": "false",
        "server.https.enabled": "false",
        "server.memory.pagecache.size": "512m",
        "db.tx_log.preallocate": "false",
        "dbms.security.auth_enabled": "true",
        "dbms.usage_report.enabled": "false",
    }
    lines = [f"{name}={value}\n" for name, value in settings.items()]
    (home / "neo4j.conf").write_text("".join(lines), encoding="utf-8")

    heap = os.environ.get("GOVGRAPH_TEST_NEO4J_HEAP", "1g")
    log = home / "server.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [
                *(java_command, f"-Xms{heap}", f"-Xmx{heap}"),
                *("-cp", neo4j_jars() / "*", NEO4J_FOLDER / "Launcher.java", home),
            ],
            stdin=subprocess.PIPE,  # the launcher stops when this closes, even if we are killed
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C is for us; we stop the server once the tests are down
        )
    try:
        _wait_until_ready(process, log)
        yield _with_new_password(Neo4jServer(f"bolt://{address}", "neo4j", "neo4j"))
    finally:
        process.kill()  # its data is thrown away, so there is nothing to close in order
        process.communicate()


def _wait_until_ready(process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + _SECONDS_TO_START
    while "Neo4j is ready" not in (text := log.read_text(encoding="utf-8", errors="replace")):
        if process.poll() is not None:
            raise RuntimeError(f"Neo4j stopped with code {process.returncode}:\n{text}")
        if time.monotonic() > deadline:
            raise RuntimeError(f"Neo4j did not start in {_SECONDS_TO_START} s:\n{text}")
        time.sleep(0.1)


def _with_new_password(server: Neo4jServer) -> Neo4jServer:
    """A new server answers nothing until its first password has been changed."""
    from neo4j import GraphDatabase

    password = secrets.token_urlsafe(16)
    with GraphDatabase.driver(server.uri, auth=(server.username, server.password)) as driver:
        driver.execute_query(
            "ALTER CURRENT USER SET PASSWORD FROM $old TO $new",
            {"old": server.password, "new": password},
            database_="system",
        )
    return Neo4jServer(server.uri, server.username, password)


def empty(server: Neo4jServer) -> None:
    """Remove every node, relationship, constraint and index."""
    from neo4j import GraphDatabase

    credentials = (server.username, server.password)
    with (
        GraphDatabase.driver(server.uri, auth=credentials) as driver,
        driver.session() as session,
    ):
        session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS").consume()
        for name in session.run("SHOW CONSTRAINTS YIELD name").value():
            session.run("DROP CONSTRAINT $name", name=name).consume()
        # The two token look-up indexes are part of every new database, so they stay.
        indexes = session.run("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP'")
        for name in indexes.value():
            session.run("DROP INDEX $name", name=name).consume()


def holds_data(server: Neo4jServer) -> bool:
    from neo4j import GraphDatabase

    with GraphDatabase.driver(server.uri, auth=(server.username, server.password)) as driver:
        records, _, _ = driver.execute_query("RETURN EXISTS { MATCH (n) } AS holds_data")
    return bool(records[0]["holds_data"])


def bring_missing_parts() -> None:
    needs_server = named_neo4j() is None
    needs_jars = needs_server and not neo4j_jars().is_dir()

    packages = []
    if needs_server and java() is None:
        packages.append("default-jdk-headless")
    if needs_jars and shutil.which("mvn") is None:
        packages.append("maven")
    if chromium() is None:
        packages.append("chromium")
    if find_library("atomic") is None:  # Playwright's driver links to it
        packages.append("libatomic1")
    if packages and _is_root_on_debian():
        _say(f"Installing {', '.join(packages)} with apt-get ...")
        _run("apt-get", "update", "-qq")
        _run("apt-get", "install", "-qq", "--yes", "--no-install-recommends", *packages)

    if needs_jars and java() and shutil.which("mvn"):
        _say(f"Fetching Neo4j into {neo4j_jars()} ...")
        _fetch_neo4j(neo4j_jars())


def _fetch_neo4j(jars: Path) -> None:
    jars.parent.mkdir(parents=True, exist_ok=True)
    # Copied beside its place and then renamed: an interrupted fetch leaves no half a server.
    with tempfile.TemporaryDirectory(dir=jars.parent) as folder:
        part = Path(folder) / jars.name
        pom = NEO4J_FOLDER / "pom.xml"
        copy = ("dependency:copy-dependencies", f"-DoutputDirectory={part}")
        if _run("mvn", "--quiet", "--batch-mode", "--file", str(pom), *copy):
            part.rename(jars)


def _is_root_on_debian() -> bool:
    try:
        return os.geteuid() == 0 and platform.freedesktop_os_release()["ID"] == "debian"
    except OSError:  # no /etc/os-release: not a Linux
        return False


def _run(*command: str) -> bool:
    """Run a command, quiet unless it fails; tests that miss what it brings say so themselves."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        _say(f"{' '.join(command)} failed:\n{done.stdout}")
    return done.returncode == 0


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")


if __name__ == "__main__":
    bring_missing_parts()
