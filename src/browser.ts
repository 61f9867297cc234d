/**
 * The library for browsers and other places without Node: audits files that are in memory. Nothing that is reached from
 * here imports a module of Node. What ships with the package beside the code is handed in.
 */
import { auditFiles } from './audit-files.ts'
import type { AuditHost } from './audit-host.ts'
import { type AuditOptions, withDefaults } from './config/options.ts'
import type { Knowledge } from './knowledge/knowledge.ts'
import { KNOWLEDGE_PARTS, lazyKnowledge } from './knowledge/lazy-knowledge.ts'
import { type FilesInMemory, inMemory } from './project/files/in-memory.ts'
import type { PythonGrammar } from './project/python/grammar.ts'
import { pythonParser } from './project/python/parser.ts'
import type { Report } from './report/report.ts'

export { compare } from './comparison/compare.ts'
export { lookUp } from './lookup/look-up.ts'
export type { Ignore } from './config/options.ts'
export type { Knowledge } from './knowledge/knowledge.ts'
export type { LookupOptions } from './lookup/look-up.ts'
export type { FilesInMemory } from './project/files/in-memory.ts'
export type { PythonGrammar } from './project/python/grammar.ts'
export type * from './report/comparison.ts'
export type * from './report/lookup.ts'
export type * from './report/report.ts'
export type * from './report/subject.ts'

/** What ships with the package beside the code. */
export interface Shipped extends PythonGrammar {
  readonly knowledge: Knowledge
}

/** What may be said about an audit in memory; all of it has a default. Nobody can be asked there, and nothing is kept. */
export interface InMemoryOptions extends Omit<AuditOptions, 'cache' | 'online' | 'resolve'> {
  /** What the report calls the project; `project` when absent. */
  readonly name?: string | undefined
}

/**
 * Audits files that are in memory. The report is the one that `audit` gives of a directory with these files.
 *
 * @param progress - told what is being done, for people who wait
 * @throws {TypeError} for a path that leads nowhere below a root
 */
export type AuditInMemory = (
  files: FilesInMemory,
  options?: InMemoryOptions,
  progress?: (what: string) => void,
) => Promise<Report>

/**
 * Reads what ships with the package.
 *
 * @param read - gives the content of a file by its path in the package's folder `dist`, such as `knowledge/mlx.json`
 */
export async function readShipped(read: (path: string) => Promise<Uint8Array>): Promise<Shipped> {
  const textOf = async (part: keyof Knowledge) => new TextDecoder().decode(await read(`knowledge/${part}.json`))
  const [grammar, texts] = await Promise.all([
    read('grammars/tree-sitter-python.wasm'),
    Promise.all(KNOWLEDGE_PARTS.map(async (part) => [part, await textOf(part)] as const)),
  ])
  const byPart = new Map<keyof Knowledge, string>(texts)
  return { grammar, knowledge: lazyKnowledge((part) => JSON.parse(byPart.get(part) ?? '')) }
}

/** Makes ready to audit: what it returns may be called many times, for one project or for several. */
export async function auditor({ knowledge, ...python }: Shipped): Promise<AuditInMemory> {
  const parse = await pythonParser(python)
  const host: AuditHost = { knowledge, pythonParser: async () => parse }
  return async (files, { name = 'project', ...options } = {}, progress = () => {}) =>
    auditFiles({ name }, inMemory(files), host, withDefaults(options), progress)
}
