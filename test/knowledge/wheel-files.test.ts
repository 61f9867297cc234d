import { expect, it } from 'vitest'
import { runsOf } from '../../tools/knowledge/wheels/releases.mjs'

/** What one release offers by the names of its files. */
function offer(...files: readonly string[]): string | undefined {
  return runsOf('some-package', files)[0]?.files
}

function wheel(version: string): string {
  return `some_package-${version}-cp312-cp312-macosx_11_0_arm64.whl`
}

it.each([
  ['any', ['some_package-1.0-py3-none-any.whl', 'some-package-1.0.tar.gz']],
  ['any', ['some_package-1.0-py2.py3-none-any.whl']],
  ['none', ['some_package-1.0-py2-none-any.whl']],
  ['source', ['some_package-1.0-cp312-cp312-manylinux_2_28_x86_64.whl', 'some-package-1.0.zip']],
  ['none', ['some_package-1.0-cp312-cp312-macosx_10_9_x86_64.whl', 'some_package-1.0-cp312-cp312-win_amd64.whl']],
  ['3.12', ['some_package-1.0-cp312-cp312-macosx_11_0_arm64.whl', 'some-package-1.0.tar.gz']],
  ['3.9', ['Some.Package-1.0-cp39-none-macosx_11_0_arm64.whl']],
  ['3.8,3.10-3.11', ['38', '310', '311'].map((tag) => `some_package-1.0-cp${tag}-cp${tag}-macosx_10_9_universal2.whl`)],
  ['3.9+', ['some_package-1.0-cp39-abi3-macosx_11_0_arm64.whl']],
  ['3.0+', ['some_package-1.0-py3-none-macosx_12_0_arm64.whl']],
  ['none', ['some_package-1.0-cp313-cp313t-macosx_11_0_arm64.whl']],
])('a release offers %s by %j', (expected, files) => {
  expect(offer(...files)).toBe(expected)
})

it('puts final releases in a row that offer the same, and passes over what is no release of the package', () => {
  const files = [
    wheel('1.10.0'),
    wheel('1.9.0'),
    wheel('2.0.0rc1'),
    wheel('2.0.0+cpu'),
    'some-package-1.2.tar.gz',
    'some-package-1.2.post1.tar.gz',
    'other_package-0.1-py3-none-any.whl',
    'some_package-newest.tar.gz',
    'README.md',
  ]
  expect(runsOf('some-package', files)).toEqual([
    { files: 'source', versions: ['1.2', '1.2.post1'] },
    { files: '3.12', versions: ['1.9.0', '1.10.0'] },
  ])
})
