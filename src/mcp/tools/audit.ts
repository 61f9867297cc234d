import { toStandardJsonSchema } from '@valibot/to-json-schema'
import * as v from 'valibot'
import { byWeight } from '../../render/by-weight.ts'
import { metalWords, openPlaces } from '../../render/metal-words.ts'
import { nothingToJudge } from '../../render/nothing-to-judge.ts'
import { projectInWords, troubled } from '../../render/projects.ts'
import { setAsideText } from '../../render/set-aside.ts'
import { counted } from '../../render/terminal/page.ts'
import { CHOICE_WORDS, EFFECT_WORDS, STATUS_WORDS } from '../../render/words.ts'
import { effects } from '../../report/effects.ts'
import type { Finding, Report } from '../../report/report.ts'
import { AS_OF, PROJECT } from '../inputs.ts'
import type { Tool } from '../tool.ts'

/** Findings of one page: what an agent can take in without losing what it was doing. */
const PAGE = 12
/** Places of a finding that are named; how many there are is said. */
const PLACES = 3
/** Reasons of a platform. */
const REASONS = 4

const input = v.object({
  project: PROJECT,
  asOf: AS_OF,
  code: v.optional(v.pipe(v.string(), v.description('Only findings of this code, or of codes that begin like this.'))),
  file: v.optional(
    v.pipe(v.string(), v.description('Only findings with a place in this file, relative to the project.')),
  ),
  effect: v.optional(v.pipe(v.picklist(effects), v.description('Only findings with this effect.'))),
  page: v.optional(
    v.pipe(v.number(), v.integer(), v.minValue(1), v.description(`Page of findings, ${PAGE} on each.`)),
    1,
  ),
})

type Input = v.InferOutput<typeof input>

export const audit: Tool<Input> = {
  name: 'audit',
  title: 'Audit a project',
  description:
    'Says whether a machine-learning project runs on a Mac with Apple silicon (Metal: MPS, MLX), on CUDA, or on both, with file and line, what to change, and how much work that is. Call it first, and again after each change: it reads only what has changed. Nothing of the project is executed.',
  input: toStandardJsonSchema(input),
  async answer({ project, asOf, page, ...filter }, projects) {
    const { report } = await projects.audited(project, asOf)
    const findings = byWeight(report.findings).filter((finding) => passes(finding, filter))
    const pages = Math.max(1, Math.ceil(findings.length / PAGE))
    const shown = findings.slice((page - 1) * PAGE, page * PAGE).map(findingOf)
    const answer = answerOf(report)
    const list = { total: findings.length, page, pages, items: shown }
    return { text: textOf(answer, list), data: { ...answer, findings: list } }
  },
}

function passes({ code, effect, sites }: Finding, filter: Pick<Input, 'code' | 'file' | 'effect'>): boolean {
  return (
    (filter.code === undefined || code.startsWith(filter.code)) &&
    (filter.effect === undefined || effect === filter.effect) &&
    (filter.file === undefined || sites.some(({ file }) => file === filter.file))
  )
}

/** A finding without what is asked for by other tools: sources and long explanations by `explain`, edits by `patch`. */
function findingOf({ code, effect, certainty, reach, message, sites, fix, edits }: Finding) {
  return {
    code,
    effect,
    certainty,
    reach,
    message,
    places: sites.slice(0, PLACES).map(({ file, line, excerpt }) => ({ at: `${file}:${line}`, excerpt })),
    morePlaces: Math.max(0, sites.length - PLACES),
    ...(fix && { fix: fix.summary }),
    inPatch: edits !== undefined,
  }
}

function answerOf(report: Report) {
  const { project, target, platforms, recommendation, coverage } = report
  const { metal, cuda } = platforms
  const [open, aside] = [openPlaces(report), setAsideText(report)]
  const nothing = nothingToJudge(report)
  const projects = troubled(report.projects ?? [])
  return {
    project: project.name,
    assumed: `macOS ${target.osVersion}, Python ${target.python}`,
    mac: { status: metal.status, words: metalWords(report), reasons: textsOf(metal.reasons), effort: metal.effort },
    cuda: { status: cuda.status, words: STATUS_WORDS[cuda.status], reasons: textsOf(cuda.reasons) },
    advice: {
      choice: recommendation.choice,
      words: `${CHOICE_WORDS[recommendation.choice]} (${recommendation.certainty})`,
      reasons: textsOf(recommendation.reasons),
    },
    ...(nothing !== undefined && { nothing: nothing.text }),
    ...(projects.length > 0 && {
      projects: projects.slice(0, PAGE).map(projectInWords),
      moreProjects: Math.max(0, projects.length - PAGE),
    }),
    ...(open !== undefined && { open }),
    ...(aside !== undefined && { setAside: aside }),
    filesRead: coverage.filesRead,
    unread: coverage.unread.length,
  }
}

function textsOf(reasons: readonly { readonly text: string }[]): readonly string[] {
  return reasons.slice(0, REASONS).map(({ text }) => text)
}

type Described = ReturnType<typeof answerOf>
interface Listed {
  readonly total: number
  readonly page: number
  readonly pages: number
  readonly items: readonly ReturnType<typeof findingOf>[]
}

function textOf(described: Described, listed: Listed): string {
  const { project, assumed, mac, cuda, advice, nothing, projects = [], moreProjects = 0, open, setAside } = described
  const aside = setAside === undefined ? [] : [`Set aside: ${setAside}`]
  if (nothing !== undefined) return [`${project}: ${nothing}`, ...aside].join('\n')
  return [
    `${project} on a Mac with Apple silicon (${assumed})`,
    `Mac: ${mac.words}${mac.effort === 'none' ? '' : `; work: ${mac.effort}`}`,
    ...mac.reasons.map((reason) => `- ${reason}`),
    ...(open === undefined ? [] : [`Open: ${open}`]),
    `CUDA: ${cuda.words}`,
    `Advice: ${advice.words}`,
    ...aside,
    ...projects,
    ...(moreProjects === 0 ? [] : [`and ${counted(moreProjects, 'project')} more that do not simply run`]),
    '',
    headOf(listed),
    ...listed.items.map(lineOf),
  ].join('\n')
}

function headOf({ total, page, pages }: Listed): string {
  const which = page > pages ? `there is no page ${page}, the last is ${pages}` : `page ${page} of ${pages}`
  return `${counted(total, 'finding')}, ${which}`
}

function lineOf({ code, effect, certainty, message, places, morePlaces, fix }: Listed['items'][number]): string {
  const more = morePlaces === 0 ? '' : ` and ${morePlaces} more`
  const where = `${places.map(({ at }) => at).join(', ')}${more}`
  return `- ${where}: ${EFFECT_WORDS[effect]} (${certainty}) ${code}: ${message}${fix === undefined ? '' : ` Fix: ${fix}`}`
}
