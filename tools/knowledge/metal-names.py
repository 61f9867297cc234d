"""Lists the public names of PyTorch's modules for Metal by release, as the Python files in its wheels define them.

usage: metal-names.py OUT.tsv WHEEL...

Nothing of a wheel is run. What a module imports from outside of its folder is no name of it.
"""

import ast
import pathlib
import re
import sys
import zipfile

MODULES = ('torch.accelerator', 'torch.backends.mps', 'torch.mps', 'torch.mps.profiler')


def names_in(wheel, module):
    folder = module.replace('.', '/')
    files = set(wheel.namelist())
    path = next((path for path in (f'{folder}/__init__.py', f'{folder}.py') if path in files), None)
    if path is None:
        return set()
    found = {match[1] for name in files if (match := re.match(rf'{folder}/(\w+)(?:\.py|/__init__\.py)$', name))}
    for node in ast.parse(wheel.read(path)).body:
        found |= set(defined_by(node))
    return {name for name in found if not name.startswith('_')}


def defined_by(node):
    match node:
        case ast.FunctionDef() | ast.ClassDef():
            yield node.name
        case ast.Assign():
            yield from (target.id for target in node.targets if isinstance(target, ast.Name))
        case ast.ImportFrom(level=1):
            yield from (alias.asname or alias.name for alias in node.names)
        case ast.If():
            for inner in (*node.body, *node.orelse):
                yield from defined_by(inner)


def main():
    wheels = {re.search(r'torch-([\d.]+)-', path)[1]: zipfile.ZipFile(path) for path in sys.argv[2:]}
    releases = sorted(wheels, key=lambda release: [int(part) for part in release.split('.')])
    rows = {}
    for module in MODULES:
        for index, release in enumerate(releases):
            for name in names_in(wheels[release], module):
                rows.setdefault(f'{module}.{name}', ['-'] * len(releases))[index] = 'y'
    lines = [f'name\t{" ".join(releases)}', *(f'{name}\t{"".join(letters)}' for name, letters in sorted(rows.items()))]
    pathlib.Path(sys.argv[1]).write_text('\n'.join(lines) + '\n')


if __name__ == '__main__':
    main()
