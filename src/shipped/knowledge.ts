import { readFileSync } from 'node:fs'
import type { Knowledge } from '../knowledge/knowledge.ts'
import { lazyKnowledge } from '../knowledge/lazy-knowledge.ts'

/** `../../dist` is the package's `dist` both from `src/shipped`, as the tests run it, and from `dist/shipped`. */
const COMPILED = new URL('../../dist/knowledge/', import.meta.url)

/** The knowledge that ships with this version, each part of it read and parsed once. */
export const knowledge: Knowledge = knowledgeIn(COMPILED)

/**
 * The compiled knowledge in a folder.
 *
 * @param folder - its address, ending in a slash
 * @throws on use, when the compiled files are absent: the package has not been built
 */
export function knowledgeIn(folder: URL): Knowledge {
  return lazyKnowledge((name) => JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')))
}
