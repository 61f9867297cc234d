import { describe, expect, it } from 'vitest'
import type { Knowledge, Library } from '../../src/knowledge/knowledge.ts'
import { libraryByConda, libraryByImport, libraryByName, libraryByPypi } from '../../src/knowledge/libraries.ts'
import { lives } from './shelf-lives.ts'

function library(name: string, pypi: string, conda: string, module: string): Library {
  return {
    name,
    kind: 'library',
    aliases: [`${name.toLowerCase()} 2`],
    pypi: [pypi],
    conda: [conda],
    imports: [module],
    category: 'data',
    metal: [],
    cuda: [],
    alternatives: [],
  }
}

const NONE = { rates: {}, spreads: {} }

const knowledge: Knowledge = {
  newest: '2026-11-22',
  libraries: [
    library('FlashAttention', 'flash-attn', 'flash-attn', 'flash_attn'),
    library('NVIDIA DALI', 'nvidia-dali', 'dali', 'nvidia.dali'),
    library('NVIDIA', 'nvidia', 'nvidia', 'nvidia'),
  ],
  shelfLives: lives,
  considerations: [],
  releases: {},
  calls: [],
  equivalents: [],
  metalNames: { releases: [], names: {}, sources: [] },
  operators: {
    releases: [],
    operators: {},
    python: {},
    backward: {},
    ways: [],
    native: {},
    testedReleases: [],
    tested: {},
    sources: [],
    recorded: [],
  },
  visionOperators: [],
  wheels: {},
  pitfalls: [],
  messages: [],
  mlx: { operations: {}, fromTorch: {}, absent: [], sources: [] },
  systems: { macos: [], pythons: [] },
  machines: [],
  models: [],
  claims: [],
  rates: { day: '', platforms: { metal: NONE, cuda: NONE, other: NONE } },
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

  it('takes the names that people use, in any case', () => {
    expect(libraryByName(knowledge, 'flashattention')?.name).toBe('FlashAttention')
    expect(libraryByName(knowledge, 'FlashAttention 2')?.name).toBe('FlashAttention')
    expect(libraryByName(knowledge, 'constructor')).toBeUndefined()
  })

  it('knows nothing of names that every object inherits', () => {
    expect(libraryByImport(knowledge, 'constructor')).toBeUndefined()
    expect(libraryByImport(knowledge, '')).toBeUndefined()
    expect(libraryByImport(knowledge, '..')).toBeUndefined()
  })
})
