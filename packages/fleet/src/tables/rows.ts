import type { Finding, ModelUsed, Report } from 'acclimate'
import type { Outcome } from '../store/outcome.ts'
import { isTooOpen, stopsProgram, weighs } from 'acclimate/parts'
import { blockerOf } from './blocker.ts'
import { frameworkOf } from './framework.ts'
import { languageOf } from './language.ts'
import type { Row, Rows } from './tables.ts'

/** Characters of a text that are kept: names and sentences are shorter, and a report may be made to be large. */
const MAX_TEXT = 500
/** Rows of one table that an outcome may have; the largest project audited so far has a tenth of that many findings. */
const MAX_ROWS = 50_000

/** The rows of one outcome, numbered `outcome`. */
export function rowsOf(kept: Outcome, outcome: number): Rows {
  const report = reportOf(kept)
  const own = { outcomes: [outcomeRow(kept, outcome)] }
  if (report === undefined) {
    return { ...own, findings: [], packages: [], models: [], entry_points: [], workloads: [] }
  }
  const rows = {
    findings: report.findings.map((finding) => findingRow(finding, outcome)),
    packages: packageRows(report, outcome),
    models: (report.models ?? []).flatMap((model) => modelRows(model, outcome)),
    entry_points: (report.entryPoints ?? []).map(({ file, line, title, metal }) => ({
      outcome,
      file: short(file),
      line,
      title: short(title),
      status: metal.status,
    })),
    workloads: report.workloads.map(({ kind, technique, certainty }) => ({ outcome, kind, technique, certainty })),
  }
  return {
    ...own,
    findings: rows.findings.slice(0, MAX_ROWS),
    packages: rows.packages.slice(0, MAX_ROWS),
    models: rows.models.slice(0, MAX_ROWS),
    entry_points: rows.entry_points.slice(0, MAX_ROWS),
    workloads: rows.workloads.slice(0, MAX_ROWS),
  }
}

function outcomeRow(kept: Outcome, outcome: number): Row<'outcomes'> {
  const { repository, revision, result, figures } = kept
  const report = reportOf(kept)
  const metal = report?.platforms.metal
  return {
    outcome,
    repository: short(revision === '' ? repository : `${repository}@${revision}`),
    address: repository,
    revision,
    commit: kept.commit,
    build: kept.build,
    knowledge: kept.knowledge,
    release: short(report?.tool.version),
    facts: short(report?.tool.knowledge),
    team: kept.team,
    audited_at: new Date(kept.at),
    name: short(report?.project.name),
    status: metal?.status ?? 'failed',
    cuda: report?.platforms.cuda.status,
    advice: report?.recommendation.choice,
    effort: metal?.effort,
    automatic: metal?.edits.automatic,
    manual: metal?.edits.manual,
    language: report && languageOf(report),
    framework: report && frameworkOf(report),
    chooses_metal: metal?.chosen,
    too_open: report?.undecided && isTooOpen(report.undecided),
    files_read: report?.coverage.filesRead,
    seconds: figures.seconds,
    processor_seconds: figures.processorSeconds,
    bytes: figures.bytes,
    files: figures.files,
    peak_memory: figures.peakMemory,
    failure: result.kind === 'failed' ? result.reason : undefined,
    detail: result.kind === 'failed' ? short(result.detail) : undefined,
  }
}

function reportOf({ result }: Outcome): Report | undefined {
  return result.kind === 'audited' ? result.report : undefined
}

function findingRow(finding: Finding, outcome: number): Row<'findings'> {
  const { code, platform, effect, certainty, reach, subject, library, fix, message, sites, fingerprint } = finding
  const blocker = blockerOf(finding)
  return {
    outcome,
    code,
    platform,
    effect,
    certainty,
    reach,
    subject_kind: subject?.kind,
    subject: short(subject && (subject.kind === 'device' ? subject.value : subject.name)),
    library: short(library),
    blocker_kind: blocker.kind,
    blocker: short(blocker.name),
    counts: weighs(finding),
    stops: platform === 'metal' && stopsProgram(finding),
    fix: fix?.kind,
    effort: fix?.effort,
    remedy: short(fix?.summary),
    message: short(message),
    file: short(sites[0]?.file),
    line: sites[0]?.line,
    places: sites.length,
    fingerprint: short(fingerprint),
  }
}

/** A package that is required in several places is one row for each requirement and scope. */
function packageRows({ dependencies }: Report, outcome: number): readonly Row<'packages'>[] {
  return dependencies.map(({ name, requirement, version, scope, metal, cuda }) => ({
    outcome,
    package: short(name),
    requirement: short(requirement),
    version: short(version),
    scope,
    metal: metal.status,
    cuda: cuda.status,
  }))
}

function modelRows({ name, parameters, needs }: ModelUsed, outcome: number): readonly Row<'models'>[] {
  const unknown = {
    outcome,
    model: short(name),
    parameters,
    work: undefined,
    quantization: undefined,
    runtime: undefined,
    context: undefined,
    bytes: undefined,
    low: undefined,
    high: undefined,
    fits_from: undefined,
  }
  if (needs.length === 0) return [unknown]
  return needs.map(({ work, quantization, runtime, context, bytes, fitsFrom }) => ({
    ...unknown,
    work,
    quantization,
    runtime,
    context,
    bytes: bytes.value,
    low: bytes.low,
    high: bytes.high,
    fits_from: fitsFrom,
  }))
}

function short<Text extends string | undefined>(text: Text): Text | string {
  return text !== undefined && text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text
}
