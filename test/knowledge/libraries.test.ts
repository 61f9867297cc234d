import { describe, expect, it } from 'vitest'
import type { Knowledge, Library } from '../../src/knowledge/knowledge.ts'
import { libraryByConda, libraryByImport, libraryByPypi } from '../../src/knowledge/libraries.ts'

function library(name: string, pypi: string, conda: string, module: string): Library {
  return {
    name,
    pypi: [pypi],
    conda: [conda],
    imports: [module],
    category: 'data',
    metal: [],
    cuda: [],
    alternatives: [],
  }
}

const knowledge: Knowledge = {
  newest: '2026-11-22',
  libraries: [
    library('FlashAttention', 'flash-attn', 'flash-attn', 'flash_attn'),
    library('NVIDIA DALI', 'nvidia-dali', 'dali', 'nvidia.dali'),
    library('NVIDIA', 'nvidia', 'nvidia', 'nvidia'),
  ],
  releases: {},
  calls: [],
  equivalents: [],
  operators: {
    releases: [],
    operators: {},
    python: {},
    backward: {},
    testedReleases: [],
    tested: {},
    sources: [],
    recorded: [],
  },
  visionOperators: [],
  pitfalls: [],
  mlx: { operations: {}, fromTorch: {}, absent: [], sources: [] },
  machine: { macos: [], pythons: [] },
}

describe('looking up a library', () => {
  it('normalises names of PyPI', () => {
    expect(libraryByPypi(knowledge, 'Flash_Attn')?.name).toBe('FlashAttention')
  })

  it('finds the owner of a submodule by its longest known prefix', () => {
    expect(libraryByImport(knowledge, 'flash_attn.bert_padding')?.name).toBe('FlashAttention')
    expect(libraryByImport(knowledge, 'nvidia.dali.fn')?.name).toBe('NVIDIA DALI')
    expect(libraryByImport(knowledge, 'nvidia.other')?.name).toBe('NVIDIA')
    expect(libraryByImport(knowledge, 'flash_attn_2')).toBeUndefined()
  })

  it('tells a name of conda from one of PyPI', () => {
    expect(libraryByConda(knowledge, 'dali')?.name).toBe('NVIDIA DALI')
    expect(libraryByPypi(knowledge, 'dali')).toBeUndefined()
  })

  it('knows nothing of names that every object inherits', () => {
    expect(libraryByImport(knowledge, 'constructor')).toBeUndefined()
    expect(libraryByImport(knowledge, '')).toBeUndefined()
    expect(libraryByImport(knowledge, '..')).toBeUndefined()
  })
})
