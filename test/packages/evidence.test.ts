import { describe, expect, test } from 'vitest'
import { askOne } from './asking.ts'
import { localIndex, type Offered } from './local-index.ts'
import { makeElf, makeMachO, makeUniversal } from './make-binary.ts'
import { makeSource } from './make-source.ts'
import { makeWheel } from './make-wheel.ts'

const METAL = '/System/Library/Frameworks/Metal.framework/Versions/A/Metal'
const SYSTEM = '/usr/lib/libSystem.B.dylib'
const SDIST: Offered = { bytes: Buffer.from('source') }

async function wheel(
  files: Readonly<Record<string, string | Uint8Array>>,
  metadata: readonly string[] = [],
): Promise<Offered> {
  return { bytes: await makeWheel('some-pkg', '1.0', files, metadata) }
}

async function requiring(requirement: string): Promise<Readonly<Record<string, Offered>>> {
  return { 'some_pkg-1.0-py3-none-any.whl': await wheel({ 'some_pkg/__init__.py': '' }, [requirement]) }
}

async function asked(files: Readonly<Record<string, Offered>>, options = {}) {
  const { url } = await localIndex(files)
  return askOne([url], 'some-pkg', options)
}

test('a wheel for Macs that loads Metal computes there, the one that loads CUDA computes on Linux', async () => {
  const { metal, cuda, library } = await asked({
    'some_pkg-1.0-cp312-cp312-macosx_11_0_arm64.whl': await wheel({
      'some_pkg/__init__.py': '',
      'some_pkg/_C.so': makeMachO([SYSTEM, METAL]),
    }),
    'some_pkg-1.0-cp312-cp312-manylinux_2_28_x86_64.whl': await wheel({
      'some_pkg/__init__.py': '',
      'some_pkg/_C.so': makeElf(['libc.so.6', 'libcudart.so.12']),
    }),
  })

  expect(metal).toMatchObject({
    status: 'supported',
    installs: true,
    gpu: true,
    note: expect.stringContaining('_C.so in it loads Metal.framework'),
    sources: [{ url: 'pkg:pypi/some-pkg@1.0', seen: '2026-11-23', kind: 'package' }],
  })
  expect(cuda).toMatchObject({
    status: 'supported',
    installs: true,
    gpu: true,
    note: expect.stringContaining('loads libcudart.so.12'),
  })
  expect(library?.imports).toEqual(['some_pkg'])
})

test('a universal wheel that ships compiled Metal programs computes there', async () => {
  const { metal } = await asked({
    'some_pkg-1.0-cp38-abi3-macosx_10_12_universal2.whl': await wheel({
      'some_pkg/_C.abi3.so': makeUniversal(makeMachO([SYSTEM])),
      'some_pkg/kernels.metallib': 'MTLB',
    }),
  })
  expect(metal).toMatchObject({ status: 'supported', gpu: true, note: expect.stringContaining('kernels.metallib') })
})

test('what is for CUDA on Linux and has nothing of Metal in its wheel for Macs leaves the GPU idle there', async () => {
  const { metal } = await asked({
    'some_pkg-1.0-cp312-cp312-macosx_11_0_arm64.whl': await wheel({ 'some_pkg/_C.so': makeMachO([SYSTEM]) }),
    'some_pkg-1.0-cp312-cp312-manylinux2014_x86_64.whl': await wheel({
      'some_pkg/_C.so': makeElf(['libc.so.6']),
      'some_pkg.libs/libcudart-1b3c5d7e.so.12.4.99': makeElf(['libc.so.6']),
    }),
  })
  expect(metal).toMatchObject({ status: 'partial', installs: true, gpu: false })
})

test('only wheels for Linux and no source: it does not install', async () => {
  const files = {
    'some_pkg-1.0-cp312-cp312-manylinux2014_x86_64.whl': await wheel({
      'some_pkg/_C.so': makeElf(['libcublas.so.12']),
    }),
  }
  expect((await asked(files)).metal).toMatchObject({ status: 'unsupported', installs: false, gpu: false })

  const withSource = await asked({ ...files, 'some_pkg-1.0.tar.gz': SDIST })
  expect(withSource.metal).toMatchObject({ status: 'unsupported', gpu: false })
  expect(withSource.metal).not.toHaveProperty('installs')
})

test('pure Python that needs nothing for GPUs is shown to be that; of its GPU nothing is said', async () => {
  const { metal, cuda } = await asked({
    'some_pkg-1.0-py3-none-any.whl': await wheel({ 'some_pkg/__init__.py': '' }, ['Requires-Dist: requests']),
  })
  expect(metal).toMatchObject({ status: 'supported', installs: true })
  expect(metal).not.toHaveProperty('gpu')
  expect(cuda).not.toHaveProperty('gpu')
})

test('pure Python on top of a framework may do anything', async () => {
  const files = {
    'some_pkg-1.0-py3-none-any.whl': await wheel({ 'some_pkg/__init__.py': '' }, [
      'Requires-Dist: torch>=2',
      'Requires-Dist: jax; extra == "jax"',
    ]),
  }
  const { metal } = await asked(files, { accelerators: ['torch', 'jax'] })

  expect(metal).toMatchObject({ status: 'partial', installs: true, note: expect.stringContaining('through torch;') })
  expect(metal).not.toHaveProperty('gpu')
})

test('a binary that cannot be read proves nothing', async () => {
  const { metal } = await asked({
    'some_pkg-1.0-cp312-cp312-macosx_11_0_arm64.whl': await wheel({ 'some_pkg/_C.so': 'not a binary at all' }),
  })
  expect(metal).toMatchObject({ status: 'partial', installs: true })
  expect(metal).not.toHaveProperty('gpu')
})

test('requirements count where their markers hold', async () => {
  const onLinux =
    'Requires-Dist: nvidia-cublas-cu12==12.4.5.8; platform_system == "Linux" and platform_machine == "x86_64"'
  const marked = await asked(await requiring(onLinux))
  const unmarked = await asked(await requiring('Requires-Dist: nvidia-cublas-cu12'))

  expect(marked.metal).toMatchObject({ status: 'partial', installs: true })
  expect(marked.cuda).toMatchObject({
    status: 'supported',
    gpu: true,
    note: expect.stringContaining('nvidia-cublas-cu12'),
  })
  expect(unmarked.metal).toMatchObject({ status: 'unsupported', installs: false })
})

test('NVIDIA’s own packages that nobody knows are asked about, one step deep', async () => {
  const { url } = await localIndex({
    'some_pkg-1.0-py3-none-any.whl': await wheel({ 'some_pkg/__init__.py': '' }, ['Requires-Dist: nvidia-new-thing']),
    'nvidia_new_thing-1.0-py3-none-manylinux2014_x86_64.whl': { bytes: Buffer.from('') },
  })
  const { metal } = await askOne([url], 'some-pkg')
  expect(metal).toMatchObject({ installs: false, note: expect.stringContaining('nvidia-new-thing') })
})

test('wheels for other Pythons only are told, and neither yes nor no', async () => {
  const { metal } = await asked({
    'some_pkg-1.0-cp310-cp310-macosx_11_0_arm64.whl': await wheel({ 'some_pkg/_C.so': makeMachO([SYSTEM]) }),
    'some_pkg-1.0-cp311-cp311-macosx_11_0_arm64.whl': await wheel({ 'some_pkg/_C.so': makeMachO([SYSTEM]) }),
  })
  expect(metal).toMatchObject({
    status: 'partial',
    note: expect.stringContaining('for Python 3.10, 3.11, not for 3.12'),
  })
  expect(metal).not.toHaveProperty('installs')
})

function askedForSource(files: Readonly<Record<string, string>>, options = {}) {
  return asked({ 'some_pkg-1.0.tar.gz': { bytes: makeSource('some-pkg', '1.0', files) } }, options)
}

describe('a source without a wheel', () => {
  const complete = { 'PKG-INFO': 'Metadata-Version: 2.2\nName: some-pkg\n' }

  test('that holds CUDA kernels is for CUDA', async () => {
    const { metal, cuda } = await askedForSource({ 'csrc/add.cu': '', 'csrc/add.cpp': '', 'setup.py': '' })
    expect(metal).toMatchObject({ status: 'unsupported', gpu: false, note: expect.stringContaining('add.cu') })
    expect(metal).not.toHaveProperty('installs')
    expect(cuda).toMatchObject({ status: 'supported', gpu: true })
  })

  test('that has to be compiled may build or not', async () => {
    const { metal } = await askedForSource({ ...complete, 'src/fast.pyx': '' })
    expect(metal).toMatchObject({ status: 'partial', note: expect.stringContaining('fast.pyx in it needs a compiler') })
    expect(metal).not.toHaveProperty('installs')
  })

  test('that is Python alone is plain where it says what it requires', async () => {
    expect((await askedForSource({ ...complete, 'some_pkg/a.py': '', 'tests/fast.c': '' })).metal?.status).toBe(
      'supported',
    )
    expect((await askedForSource({ 'PKG-INFO': 'Metadata-Version: 1.0\n', 'some_pkg/a.py': '' })).metal?.status).toBe(
      'partial',
    )
  })

  test('says what it requires as setuptools writes it', async () => {
    const egg = 'some_pkg.egg-info'
    const files = {
      'PKG-INFO': 'Metadata-Version: 1.2\n',
      [`${egg}/SOURCES.txt`]: '',
      [`${egg}/requires.txt`]: 'torch\n\n[x]\njax\n',
    }
    const { metal } = await askedForSource(files, { accelerators: ['torch', 'jax'] })
    expect(metal?.note).toMatch(/through torch;/)
  })

  test('that cannot be read is told of, no more', async () => {
    const { metal } = await asked({ 'some_pkg-1.0.tar.gz': SDIST })
    expect(metal).toMatchObject({ status: 'partial', note: expect.stringContaining('compiler is not known') })
    expect(metal).not.toHaveProperty('installs')
  })
})

test('a program without a suffix is a binary, too', async () => {
  const { metal } = await asked({
    'some_pkg-1.0-py3-none-macosx_11_0_arm64.whl': await wheel({
      'some_pkg-1.0.data/scripts/tool': Buffer.concat([makeMachO([SYSTEM, METAL]), Buffer.alloc(100_000)]),
    }),
  })
  expect(metal).toMatchObject({ gpu: true, note: expect.stringContaining('tool in it loads Metal.framework') })
})

test('a later version with a wheel for Macs is told, so that an old pin can be seen as that', async () => {
  const empty = { bytes: Buffer.from('') }
  const { library } = await asked(
    {
      'some_pkg-1.0-cp312-cp312-manylinux2014_x86_64.whl': await wheel({}),
      'some_pkg-1.1-cp312-cp312-macosx_11_0_arm64.whl': empty,
      'some_pkg-1.2-cp312-cp312-manylinux2014_x86_64.whl': empty,
      'some_pkg-2.0-cp312-cp312-macosx_11_0_arm64.whl': empty,
      'some_pkg-2.1-cp312-cp312-macosx_11_0_arm64.whl': empty,
    },
    { version: '1.0' },
  )
  expect(library?.metal).toMatchObject([
    { since: '2.0', installs: true, sources: [{ url: 'pkg:pypi/some-pkg@2.0' }] },
    { until: '2.0', installs: false },
  ])
})
