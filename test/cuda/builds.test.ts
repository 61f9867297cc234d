import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { format as bazel } from '../../src/project/cuda/bazel/index.ts'
import { format as cmake } from '../../src/project/cuda/cmake/index.ts'
import { format as makefile } from '../../src/project/cuda/makefile/index.ts'
import { format as meson } from '../../src/project/cuda/meson/index.ts'
import type { Format } from '../../src/project/format.ts'

function builds(format: Format, text: string): string[] {
  const { builds: found = [] } = format.read({ path: 'build', text })
  return found.map(
    ({ how, optional, site }) => `${how} ${site.line}:${site.column} ${optional ? 'optional' : 'required'}`,
  )
}

describe('CMake', () => {
  it('asks for the language and packages, plainly or under a condition', () => {
    const text = `# project(x CUDA)
#[[ enable_language(CUDA) ]]
project(demo VERSION 1.0
        LANGUAGES CXX CUDA)
find_package(CUDAToolkit REQUIRED)
find_package(CUDA QUIET)
option(USE_CUDA "Build (with) CUDA" ON)
if(USE_CUDA AND NOT (APPLE OR WIN32))
  enable_language(CUDA)
endif()
message("project(x CUDA)")
project(CUDA)
`
    expect(builds(cmake, text)).toEqual([
      'cmake-language 3:1 required',
      'cmake-package 5:1 required',
      'cmake-package 6:1 optional',
      'cmake-language 9:3 optional',
    ])
  })

  it('depends on a condition that ends the file early', () => {
    expect(builds(cmake, 'if(NOT WITH_GPU)\n  return()\nendif()\nenable_language(CUDA)\n')).toEqual([
      'cmake-language 4:1 optional',
    ])
  })
})

describe('Makefiles', () => {
  it('name the compiler or run it', () => {
    const text =
      'NVCC ?= $(CUDA_HOME)/bin/nvcc\nall: a.cu # nvcc\n\t@$(NVCC) -o a a.cu\n\techo nvcc is needed\nifdef GPU\nb:\n\tnvcc b.cu\nendif\n'
    expect(builds(makefile, text)).toEqual(['makefile 1:1 required', 'makefile 3:2 required', 'makefile 7:2 optional'])
  })

  it('are optional as a whole where they look for the compiler first', () => {
    expect(builds(makefile, 'NVCC := $(shell which nvcc)\nifeq ($(NVCC),)\nendif\n')).toEqual(['makefile 1:1 optional'])
  })
})

describe('recipes of Makefiles', () => {
  it('are shell commands, with the variables that are exported to them', () => {
    const text =
      'export LIMIT := 0.5\nrun: data\n\t@python train.py --size $(SIZE) \\\n\t  --user $$USER\n\t-docker run --gpus all image\nX = y\n'
    const { commands = [], containers = [] } = makefile.read({ path: 'Makefile', text })
    expect(commands.map(({ words, origin, site }) => [words.join(' '), origin, site.line])).toEqual([
      ['export LIMIT=0.5', 'make', 1],
      ['python train.py --size ${SIZE} --user $USER', 'make', 3],
      ['docker run --gpus all image', 'make', 5],
      // What is set for the recipes alone, as a shell sets it.
      ['X=y', 'make', 6],
    ])
    expect(containers.map(({ site }) => site.line)).toEqual([5])
  })
})

describe('Meson and Bazel', () => {
  it('ask for CUDA in calls', () => {
    const text =
      "project('x', 'cpp', 'cuda')\n# add_languages('cuda')\nadd_languages('cuda', required: false)\nif gpu\n  dependency('cuda', version: '>=12')\nendif\n"
    expect(builds(meson, text)).toEqual(['meson 1:1 required', 'meson 3:1 optional', 'meson 5:3 optional'])
  })

  it('use rules for CUDA', () => {
    expect(
      builds(bazel, 'load("@rules_cuda//cuda:defs.bzl", "cuda_library")\ncuda_library(\n  name = "k",\n)\n'),
    ).toEqual(['bazel 1:7 required', 'bazel 2:1 required'])
    expect(builds(bazel, 'cc_library(deps = if_cuda(["@local_config_cuda//cuda"]))')).toEqual(['bazel 1:29 optional'])
  })
})

it.each([cmake, makefile, meson, bazel])('$name never throws', (format) => {
  const piece = fc.constantFrom(
    'if(',
    'endif',
    ')',
    '"',
    "'''",
    '#[[',
    ']]',
    '\\',
    '\n',
    '\t',
    'nvcc',
    'CUDA',
    'project(',
    '=',
    ' ',
    '$(',
    '#',
  )
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join('')),
      (text) => void builds(format, text),
    ),
  )
})
