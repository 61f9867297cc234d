import { basename, resolve } from 'node:path'
import { auditProject } from './audit/audit.ts'
import { relevantWords } from './audit/relevant-words.ts'
import type { AuditContext } from './audit/rule.ts'
import { traitsOf } from './audit/traits.ts'
import type { AuditOptions } from './config/options.ts'
import { toolVersion } from './config/version.ts'
import { evaluateProject } from './evaluate/evaluate.ts'
import { formats } from './generated/formats.ts'
import { rules } from './generated/rules.ts'
import { loadKnowledge } from './knowledge/load.ts'
import { readRevision } from './project/files/git-directory.ts'
import { projectFiles } from './project/files/project-files.ts'
import { pythonParser } from './project/python/parser.ts'
import { readProject } from './project/read-project.ts'
import type { Report } from './report/report.ts'
import { macOf } from './target/mac.ts'
import { targetFor } from './target/target.ts'
import { platformsFor, recommendationFor } from './verdict/verdict.ts'

/**
 * Audits a directory: reads it, runs it on a Mac in the mind, judges what is seen, and weighs that.
 * @param progress told what is being done, for people who wait
 * @throws only for bugs; what cannot be read is said in the report's `coverage`
 */
export async function audit(
  directory: string,
  options: AuditOptions,
  progress: (what: string) => void = () => {},
): Promise<Report> {
  const root = resolve(directory)
  const knowledge = loadKnowledge()
  const asOf = options.asOf ?? new Date().toISOString().slice(0, 10)

  const revision = readRevision(root)
  const files = {
    ...projectFiles(root, options, progress),
    name: basename(root),
    ...(revision === undefined ? {} : { revision }),
  }
  const facts = readProject(files, { formats, python: await pythonParser(), relevant: relevantWords(knowledge) })

  progress('evaluating the code as on a Mac')
  const target = targetFor(facts, knowledge, options, asOf)
  const evaluation = evaluateProject(facts, macOf(target, knowledge, asOf))

  progress('judging')
  const context: AuditContext = { facts, evaluation, knowledge, target, asOf, traits: traitsOf(evaluation) }
  const findings = auditProject(context, rules)
  const platforms = platformsFor(findings)
  return {
    schemaVersion: 1,
    tool: { name: 'acclimate', version: toolVersion(), knowledge: knowledge.newest },
    project: { name: facts.name, ...(revision === undefined ? {} : { revision }) },
    target,
    coverage: { filesRead: facts.filesRead, bytesRead: facts.bytesRead, unread: facts.unread },
    workloads: [],
    dependencies: [],
    findings,
    platforms,
    recommendation: recommendationFor(platforms),
  }
}
