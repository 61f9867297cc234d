import { describe, expect, test } from 'vitest'
import { edited } from './edited.ts'

async function withMarker(path: string, text: string): Promise<string> {
  const { after } = await edited('dependency/does-not-install', { [path]: text })
  return after(path)
}

describe('a requirement that a Mac cannot install gets a marker', () => {
  test.each([
    ['flash-attn', 'flash-attn; sys_platform != "darwin"'],
    ['flash-attn >= 2.5 \t# fast', 'flash-attn >= 2.5; sys_platform != "darwin" \t# fast'],
    [
      'flash-attn==2.7.3 \\\r\n    --hash=sha256:aa',
      'flash-attn==2.7.3; sys_platform != "darwin" \\\r\n    --hash=sha256:aa',
    ],
    ["flash-attn ; python_version > '3.8'", `flash-attn ; python_version > '3.8' and sys_platform != "darwin"`],
  ])('%j in a list of requirements', async (before, expected) => {
    expect(await withMarker('requirements.txt', `numpy\r\n${before}\r\n`)).toBe(`numpy\r\n${expected}\r\n`)
  })

  test('in a setup script and in the metadata of one, between other quotes', async () => {
    expect(
      await withMarker(
        'setup.py',
        "from setuptools import setup\nsetup(name='a', install_requires=['flash-attn>=2'])\n",
      ),
    ).toBe(
      `from setuptools import setup\nsetup(name='a', install_requires=['flash-attn>=2; sys_platform != "darwin"'])\n`,
    )
    expect(await withMarker('a.py', '# /// script\n# dependencies = ["flash-attn"]\n# ///\n')).toBe(
      `# /// script\n# dependencies = ["flash-attn; sys_platform != 'darwin'"]\n# ///\n`,
    )
  })

  test.each([
    [
      "flash-attn; python_version > '3.8' or os_name == 'x'",
      `flash-attn; (python_version > '3.8' or os_name == 'x') and sys_platform != "darwin"`,
    ],
    [
      'flash-attn @ https://example.org/a.tar.gz',
      'flash-attn @ https://example.org/a.tar.gz ; sys_platform != "darwin"',
    ],
    [
      'git+https://example.org/flash-attention@v2#egg=flash-attn',
      'git+https://example.org/flash-attention@v2#egg=flash-attn ; sys_platform != "darwin"',
    ],
  ])('%j, which takes more than a few words at its end', async (before, expected) => {
    expect(await withMarker('requirements.txt', `\uFEFFnumpy\r${before}`)).toBe(`\uFEFFnumpy\r${expected}`)
  })

  test.each([
    ['flash-attn', 'flash-attn; sys_platform != "darwin"'],
    ['"flash-attn"', `"flash-attn; sys_platform != 'darwin'"`],
  ])('%s in the part of a conda environment that pip installs', async (before, expected) => {
    const text = 'name: a\ndependencies:\n  - pip\n  - pip:\n      - REQUIREMENT # fast\n'
    expect(await withMarker('environment.yml', text.replace('REQUIREMENT', before))).toBe(
      text.replace('REQUIREMENT', expected),
    )
  })

  test.each([
    ['requirements.txt', '-e git+https://example.org/flash-attention@v2#egg=flash-attn\n'],
    ['setup.cfg', '[options]\ninstall_requires = flash-attn\n'],
    ['setup.py', 'from setuptools import setup\nD = {"a": "flash-attn"}\nsetup(install_requires=[D["a"]])\n'],
    ['pyproject.toml', '[project]\nname = "a"\ndependencies = ["flash\\u002dattn"]\n'],
    ['pyproject.toml', `[project]\nname = "a"\ndependencies = ['''flash-attn''']\n`],
    ['pyproject.toml', '[tool.poetry.dependencies]\nflash-attn.version = "^2.5"\n'],
    ['Pipfile', `[packages]\nflash-attn = {version = "*", os_name = "== 'posix'"}\n`],
    ['pixi.toml', '[pypi-dependencies]\nflash-attn = "*"\n'],
    ['environment.yml', 'name: a\ndependencies:\n  - flash-attn\n'],
  ])('but not where there is no place for one: %s, %j', async (path, text) => {
    const { findings, edits } = await edited('dependency/does-not-install', { [path]: text })

    expect(findings).toHaveLength(1)
    expect(edits).toEqual([])
  })

  test('which is a suggestion where a lock has to follow', async () => {
    const { edits } = await edited('dependency/does-not-install', {
      'pyproject.toml': '[project]\nname = "a"\ndependencies = ["flash-attn"]\n',
      'uv.lock': 'version = 1\n\n[[package]]\nname = "flash-attn"\nversion = "2.7.3"\n',
    })

    expect(edits.map(({ safety }) => safety)).toEqual(['suggested'])
  })
})
