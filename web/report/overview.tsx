import { effects } from '../../src/report/effects.ts'
import type { Finding, Fix, Report, Support } from '../../src/report/report.ts'
import { EFFECT_WORDS } from '../../src/render/words.ts'
import { BarChart, type Bar, type ChartAnswer } from '../parts/bar-chart.tsx'
import { SUPPORT_WORDS } from '../parts/words.ts'

const EFFORTS: readonly Fix['effort'][] = ['minutes', 'hours', 'days']
const SUPPORTS: readonly Support['status'][] = ['supported', 'partial', 'unsupported', 'unknown']
/** Areas told one by one. */
const MAX_AREAS = 6

/** What is seen sooner than read: how ready each area is, what the edits take, how many packages work. */
export function Overview({ report: { findings, dependencies } }: { readonly report: Report }) {
  const told = findings.filter(({ platform }) => platform === 'metal')
  const charts: readonly (readonly [string, readonly Bar[], ChartAnswer])[] = [
    ['Findings on a Mac by area', areas(told), stopping(told)],
    ['All findings by effort', efforts(told), byProgram(told)],
    ['Packages that work', support(dependencies), working(dependencies)],
  ]
  const shown = charts.filter(([, bars]) => bars.some(({ parts }) => parts.some(({ count }) => count > 0)))
  if (shown.length === 0) return null
  return (
    <section aria-labelledby="overview">
      <h2 id="overview">At a glance</h2>
      <div class="charts">
        {shown.map(([title, bars, answer]) => (
          <BarChart key={title} title={title} bars={bars} answer={answer} />
        ))}
      </div>
    </section>
  )
}

function stopping(findings: readonly Finding[]): ChartAnswer {
  const count = findings.filter(({ effect }) => effect === 'blocks').length
  return { number: `${count} of ${findings.length}`, words: count === 1 ? 'stops the program' : 'stop the program' }
}

function byProgram(findings: readonly Finding[]): ChartAnswer {
  const fixes = findings.flatMap(({ fix, effect }) => (effect === 'info' || fix === undefined ? [] : [fix]))
  const count = fixes.filter(({ kind }) => kind === 'automatic').length
  return {
    number: `${count} of ${fixes.length}`,
    words: count === 1 ? 'is mended by a program' : 'are mended by a program',
  }
}

function working(dependencies: Report['dependencies']): ChartAnswer {
  const whole = dependencies.filter(({ metal }) => metal.status === 'supported').length
  const inPart = dependencies.filter(({ metal }) => metal.status === 'partial').length
  const count = whole + inPart
  const some = inPart === 0 ? '' : inPart === count ? ', in part' : `, ${inPart} of them in part`
  const words = `${count === 1 ? 'works' : 'work'} on a Mac${some}`
  return { number: `${count} of ${dependencies.length}`, words }
}

/** By what the rules are about: the part of a code before the slash. */
function areas(findings: readonly Finding[]): readonly Bar[] {
  const groups = new Map<string, Finding[]>()
  for (const finding of findings) {
    const area = finding.code.split('/')[0] ?? finding.code
    groups.set(area, [...(groups.get(area) ?? []), finding])
  }
  return [...groups]
    .toSorted(([, left], [, right]) => right.length - left.length)
    .slice(0, MAX_AREAS)
    .map(([label, members]) => ({
      label,
      parts: effects.map((effect) => ({
        label: EFFECT_WORDS[effect],
        look: `effect-${effect}`,
        count: members.filter((finding) => finding.effect === effect).length,
      })),
    }))
}

function efforts(findings: readonly Finding[]): readonly Bar[] {
  const count = (effort: Fix['effort'], kind: Fix['kind']) =>
    findings.filter(({ fix, effect }) => effect !== 'info' && fix?.effort === effort && fix.kind === kind).length
  return EFFORTS.map((effort) => ({
    label: effort,
    parts: [
      { label: 'by a program', look: 'fix-automatic', count: count(effort, 'automatic') },
      { label: 'by hand', look: 'fix-manual', count: count(effort, 'manual') },
    ],
  }))
}

function support(dependencies: Report['dependencies']): readonly Bar[] {
  const bar = (label: string, platform: 'metal' | 'cuda'): Bar => ({
    label,
    parts: SUPPORTS.map((status) => ({
      label: SUPPORT_WORDS[status],
      look: `support-${status}`,
      count: dependencies.filter((dependency) => dependency[platform].status === status).length,
    })),
  })
  return [bar('Mac', 'metal'), bar('CUDA', 'cuda')]
}
