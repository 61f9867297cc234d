import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { KNOWLEDGE_PARTS } from '../../src/knowledge/lazy-knowledge.ts'
import { knowledgeIn } from '../../src/shipped/knowledge.ts'

test('each part of knowledge is read once, however often it is asked for', () => {
  const folder = mkdtempSync(join(tmpdir(), 'acclimate-knowledge-'))
  cpSync('dist/knowledge', folder, { recursive: true })
  const knowledge = knowledgeIn(pathToFileURL(`${folder}/`))
  const first = KNOWLEDGE_PARTS.map((part) => knowledge[part])
  // Whoever reads a part again fails from here on.
  rmSync(folder, { recursive: true })

  expect(KNOWLEDGE_PARTS.map((part) => knowledge[part])).toEqual(first)
})
