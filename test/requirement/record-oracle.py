"""Records what Python's `packaging` makes of requirement lines, markers and specifiers, as oracle.json beside this file.

Run in a virtual environment that has `packaging`: python test/requirement/record-oracle.py
The lines come from lines.txt; markers and specifiers are combined here.
"""

import itertools
import json
from importlib.metadata import version
from pathlib import Path

from packaging.markers import InvalidMarker, Marker, UndefinedComparison, UndefinedEnvironmentName
from packaging.requirements import InvalidRequirement, Requirement
from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.utils import canonicalize_name

HERE = Path(__file__).parent

ENVIRONMENTS = {
    "mac": {
        "implementation_name": "cpython",
        "implementation_version": "3.12.4",
        "os_name": "posix",
        "platform_machine": "arm64",
        "platform_python_implementation": "CPython",
        "platform_release": "25.1.0",
        "platform_system": "Darwin",
        "platform_version": "Darwin Kernel Version 25.1.0",
        "python_full_version": "3.12.4",
        "python_version": "3.12",
        "sys_platform": "darwin",
        "extra": "",
    },
    "linux": {
        "implementation_name": "cpython",
        "implementation_version": "3.8.20",
        "os_name": "posix",
        "platform_machine": "x86_64",
        "platform_python_implementation": "CPython",
        "platform_release": "5.15.0-91-generic",
        "platform_system": "Linux",
        "platform_version": "#101-Ubuntu SMP",
        "python_full_version": "3.8.20",
        "python_version": "3.8",
        "sys_platform": "linux",
        "extra": "dev",
    },
    "windows": {
        "implementation_name": "pypy",
        "implementation_version": "7.3.17",
        "os_name": "nt",
        "platform_machine": "AMD64",
        "platform_python_implementation": "PyPy",
        "platform_release": "10",
        "platform_system": "Windows",
        "platform_version": "10.0.19045",
        "python_full_version": "3.14.0rc1",
        "python_version": "3.14",
        "sys_platform": "win32",
        "extra": "GPU.all",
    },
}

OPERATORS = ["==", "!=", "<", "<=", ">", ">=", "~=", "===", "in", "not in"]
VALUES = {
    "python_version": ["3.8", "3.10", "3.12", "3.12.*", "3", "3.9 3.12", "three", ""],
    "python_full_version": ["3.12.4", "3.14", "3.14.0", "3.14.0rc1", "3.8.*"],
    "platform_release": ["25.1.0", "5.15.0-91-generic", "10", "6"],
    "implementation_version": ["3.12.4", "7.3"],
    "sys_platform": ["darwin", "linux", "win32", "darwin linux", "lin"],
    "platform_machine": ["arm64", "x86_64", "aarch64", "AMD64"],
    "platform_system": ["Darwin", "Linux"],
    "platform_version": ["10.0.19045", "9"],
    "os_name": ["posix", "nt"],
    "platform_python_implementation": ["CPython"],
    "implementation_name": ["cpython"],
    "extra": ["dev", "gpu-all", "GPU_All", ""],
}
WRITTEN_MARKERS = [
    "sys_platform == 'darwin' and platform_machine == 'arm64'",
    "sys_platform == 'linux' or sys_platform == 'darwin' and python_version < '3.9'",
    "(sys_platform == 'linux' or sys_platform == 'darwin') and python_version < '3.9'",
    "platform_system != 'Darwin' or platform_machine != 'arm64'",
    "python_version>='3.8'and python_version<'3.13'",
    "os.name == 'posix'",
    "sys.platform == 'darwin'",
    "platform.machine == 'arm64'",
    "platform.version == '9'",
    "platform.python_implementation == 'CPython'",
    "python_implementation == 'CPython'",
    "'linux' in sys_platform",
    "'3.9' <= python_version",
    "'3.12' > python_version",
    "'arm64' == platform_machine",
    "'dev' == extra",
    "((((python_version > '3'))))",
    "(python_version > '3') and (((os_name == 'nt')or(extra == 'dev')))",
    " python_version\t>=\t\"3.7\" ",
    "python_version not  in '3.8, 3.9'",
    "sys_platform == \"linux\" and 'x86' in platform_machine",
    "extra == 'dev' or extra == 'test'",
    "extra != 'dev'",
    "platform_machine == 'x86_64' or platform_machine == 'arm64' or platform_machine == 'aarch64'",
    # Not markers.
    "",
    "sys_platform",
    "sys_platform ==",
    "sys_platform == darwin",
    "sys_platform = 'darwin'",
    "== 'darwin'",
    "sys_platform == 'darwin",
    "sys_platform == 'darwin' and",
    "and sys_platform == 'darwin'",
    "(sys_platform == 'darwin'",
    "sys_platform == 'darwin')",
    "sys_platform == 'darwin' xor os_name == 'nt'",
    "platform == 'darwin'",
    "os_name == 'posix' sys_platform == 'darwin'",
    "not sys_platform == 'darwin'",
    "sys_platform not 'darwin'",
    "sys_platform notin 'darwin'",
    "platform_system.x == 'a'",
    "()",
    "python_version >= 3.8",
    "os-name == 'posix'",
]

VERSIONS = [
    "0.9", "1", "1.0", "1.0.0", "1.0.1", "1.1", "1.10", "2", "2.0.dev1", "2.0a1", "2.0b2", "2.0rc1", "2.0", "2.0.post1",
    "2.0.post2", "2.0+cu118", "2.0.1+cpu", "2.1.0.dev20230101+cu118", "1!1.0", "v2.0", "2.0-1", "2.0.RC1", " 2.0 ",
    "2.0.post1.dev2", "not a version", "2.0+CU.118", "2.0+1", "2023.10.1",
]  # fmt: skip
SPECIFIERS = [
    "", "==2.0", "==2", "==2.0.*", "==2.*", "==1!1.*", "==2.0+cu118", "==2.0+cu-118", "!=2.0", "!=2.0.*", "!=2.0+cu118",
    "~=2.0", "~=1.0.0", "~=2.0rc1", "~=2.0.post1", "~=1!1.0", "<2", "<2.0", "<2.0rc1", "<2.0.post1", "<2.0.dev1", "<=2.0",
    "<=2.0rc1", ">1.0", ">2.0", ">2.0.post1", ">2.0rc1", ">2.0.dev1", ">=2.0", ">=2.0a1", ">=1!0", "===2.0", "===2.0+CU118",
    "===not", ">=1.0,<2", ">=1.0,!=1.0.1,<2.0", ">= 1.0 , < 2.0", ">=1,", ",>=1", ">=1,,<2", "==v2.0", "== 2.0-1",
    # Not specifiers.
    "2.0", "=2.0", "=>2.0", "==", ">=2.0.*", "~=2", "~=2.0.*", ">=2.0+cu118", "==2.0.dev1.*", "==2.0+cu.*", ">=latest", "^2.0",
    ">=1 <2", "==2.0 cu", "<2.0.x", "==*", "~=2.0+cu118",
]  # fmt: skip


def requirement(line):
    try:
        found = Requirement(line)
    except InvalidRequirement:
        return None
    return {
        "name": canonicalize_name(found.name),
        "rawName": found.name,
        "extras": sorted({canonicalize_name(extra) for extra in found.extras}),
        "specifier": sorted(str(clause) for clause in found.specifier),
        "url": found.url,
        "marker": evaluated(found.marker) if found.marker else None,
    }


def evaluated(marker):
    return {name: outcome(marker, environment) for name, environment in ENVIRONMENTS.items()}


def outcome(marker, environment):
    try:
        return marker.evaluate(environment)
    except (UndefinedComparison, UndefinedEnvironmentName):
        return None


def marker(text):
    try:
        return evaluated(Marker(text))
    except InvalidMarker:
        return None


def specifier(text):
    try:
        found = SpecifierSet(text)
    except InvalidSpecifier:
        return None
    return [each for each in VERSIONS if found.contains(each)]


def markers():
    for variable, values in VALUES.items():
        for operator, value in itertools.product(OPERATORS, values):
            yield f"{variable} {operator} '{value}'"
            if operator in ("<", ">=", "in"):
                yield f"'{value}' {operator} {variable}"
    yield from WRITTEN_MARKERS


oracle = {
    "packaging": version("packaging"),
    "environments": ENVIRONMENTS,
    "requirements": {line: requirement(line) for line in (HERE / "lines.txt").read_text().splitlines()},
    "markers": {text: marker(text) for text in markers()},
    "versions": VERSIONS,
    "specifiers": {text: specifier(text) for text in SPECIFIERS},
}


def one_line_each(cases):
    return ",\n".join(f"    {json.dumps(key)}: {json.dumps(value)}" for key, value in cases.items())


parts = [
    f'  "{key}": {{\n{one_line_each(value)}\n  }}' if isinstance(value, dict) else f'  "{key}": {json.dumps(value)}'
    for key, value in oracle.items()
]
(HERE / "oracle.json").write_text("{\n" + ",\n".join(parts) + "\n}\n")
