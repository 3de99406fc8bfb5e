"""Every environment variable read by the code is explained in dotenv-sample, and none besides."""

import ast
import re

from tests.architecture.tree import REPOSITORY, files, syntax, text


SAMPLE = REPOSITORY / "dotenv-sample"
OURS = re.compile(r"(?:MAILLAGE|ATELIER)_[A-Z_]+")
# Conventions of the system, documented by those who set them.
SYSTEM = {"CI", "HOME", "JAVA_HOME", "PATH", "TZ", "DJANGO_SETTINGS_MODULE"}


def names_read() -> set[str]:
    found: set[str] = set()
    for path in files("maillage", "atelier", "benchmarks") + [REPOSITORY / "tests/conftest.py"]:
        for node in ast.walk(syntax(path)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found |= {node.value} if OURS.fullmatch(node.value) else set()
            if isinstance(node, ast.Call) and node.args and _reads_environment(node.func):
                first = node.args[0]
                found |= {first.value} if isinstance(first, ast.Constant) else set()
    return found - SYSTEM


def _reads_environment(function: ast.expr) -> bool:
    """`os.environ.get(…)`, `os.getenv(…)`, `environment.text(…)`."""
    written = ast.unparse(function)
    return written in {"os.environ.get", "os.getenv"} or written.startswith("environment.")


def names_explained() -> set[str]:
    return set(re.findall(r"^#? ?([A-Z][A-Z_]+)=", text(SAMPLE), flags=re.MULTILINE))


def test_every_variable_read_by_the_code_is_in_dotenv_sample():
    assert names_read() - names_explained() == set()


def test_dotenv_sample_explains_no_variable_that_nobody_reads():
    makefile = set(re.findall(r"\$\(([A-Z_]+)\)", text(REPOSITORY / "Makefile")))

    assert names_explained() - names_read() - makefile == set()
