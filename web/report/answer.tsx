import type { Effect, Finding, Reason, Recommendation, Report, Status } from '../../src/report/report.ts'
import { effects } from '../../src/report/effects.ts'
import { counted } from '../../src/render/terminal/page.ts'
import { openPlaces } from '../../src/render/metal-words.ts'
import { nothingToJudge } from '../../src/render/nothing-to-judge.ts'
import { faringOf } from '../../src/render/projects.ts'
import { setAsideText } from '../../src/render/set-aside.ts'
import { CHOICE_WORDS, EFFECT_WORDS, STATUS_WORDS } from '../../src/render/words.ts'
import { Prose } from '../parts/prose.tsx'
import { Sources } from '../parts/sources.tsx'
import { SIDE_WORDS } from '../parts/words.ts'

/** Reasons told beside an answer; the rest of the page has the others. */
const MAX_REASONS = 3

/** The answer: what to do and why, and what happens on each platform. */
export function Answer({ report }: { readonly report: Report }) {
  const { findings, platforms, projects, recommendation } = report
  const setAside = setAsideText(report)
  // Reasons that are findings are told below, with their lines, and those of the advice above.
  const said = new Set(recommendation.reasons.map(({ text }) => text))
  const nothing = nothingToJudge(report)
  if (nothing !== undefined) {
    return (
      <section class="answer" aria-labelledby="answer">
        <h2 id="answer">Nothing to judge</h2>
        <p>{nothing.text}</p>
        {setAside !== undefined && <Aside text={setAside} />}
      </section>
    )
  }
  const own = (reasons: readonly Reason[]) =>
    reasons.filter((reason) => reason.findings.length === 0 && !said.has(reason.text))
  return (
    <section class="answer" aria-labelledby="answer">
      <p class="kicker">Advice</p>
      <h2 id="answer">
        {capital(CHOICE_WORDS[recommendation.choice])}
        {recommendation.certainty === 'certain' ? '' : <span class="pill">{recommendation.certainty}</span>}
      </h2>
      <Spoken recommendation={recommendation} />
      <div class="cards">
        <Platform title="On a Mac (Metal)" status={platforms.metal.status} reasons={own(platforms.metal.reasons)}>
          {projects !== undefined && <p>{capital(faringOf(projects, 'metal'))}.</p>}
          <Edits report={report} />
          <Open report={report} />
          {platforms.metal.status === 'runs' && projects === undefined && (
            <p class="quiet">Nothing on the main path speaks against it.</p>
          )}
          {platforms.metal.chosen === true && platforms.metal.status === 'runs-degraded' && (
            <p>It chooses the Mac’s GPU by itself, so that what still names CUDA stops parts of it only.</p>
          )}
          <Effects findings={findings} platform="metal" />
          <Backends report={report} />
        </Platform>
        <Cuda report={report} reasons={own(platforms.cuda.reasons)} />
      </div>
      {!hasMoreOnCuda(report) && <p>On CUDA it {STATUS_WORDS[platforms.cuda.status]}.</p>}
      {setAside !== undefined && <Aside text={setAside} />}
    </section>
  )
}

function Aside({ text }: { readonly text: string }) {
  return (
    <p class="quiet">
      <b>Set aside:</b> {text}.
    </p>
  )
}

/** What happens on CUDA; no card where there is nothing to say but the status. */
function Cuda({ report, reasons }: { readonly report: Report; readonly reasons: readonly Reason[] }) {
  const { findings, platforms, projects, dependencies } = report
  if (!hasMoreOnCuda(report)) return null
  const working = dependencies.filter(({ cuda }) => cuda.status === 'supported').length
  return (
    <Platform title="On CUDA" status={platforms.cuda.status} reasons={reasons}>
      {projects !== undefined && <p>{capital(faringOf(projects, 'cuda'))}.</p>}
      {dependencies.length > 0 && (
        <p>
          <b>
            {working} of {counted(dependencies.length, 'package')}
          </b>{' '}
          known to work there.
        </p>
      )}
      <Effects findings={findings} platform="cuda" />
    </Platform>
  )
}

function hasMoreOnCuda({ findings, platforms, projects, dependencies }: Report): boolean {
  const hasFindings = findings.some(({ platform }) => platform === 'cuda')
  return hasFindings || platforms.cuda.reasons.length + dependencies.length > 0 || projects !== undefined
}

/** What spoke for the advice, each with its side. */
function Spoken({ recommendation: { reasons, considerations = [] } }: { readonly recommendation: Recommendation }) {
  const told = considerations.slice(0, MAX_REASONS)
  const others = reasons.filter(({ text }) => !considerations.some((one) => one.text === text))
  return (
    <>
      <Reasons reasons={others} />
      {told.length > 0 && (
        <ul class="because sided">
          {told.map(({ id, leans, text, sources }) => (
            <li key={id}>
              <span class={`side side-${leans}`}>for {leans === 'both' ? 'both' : SIDE_WORDS[leans]}</span>
              <span>
                <Prose text={text} /> <Sources sources={sources} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

/** How much of the uses of the GPU was followed, where that is not all. */
function Open({ report }: { readonly report: Report }) {
  const places = openPlaces(report)
  if (places === undefined || report.undecided === undefined) return null
  const { places: count, of } = report.undecided
  return (
    <p class="quiet">
      <b>Open:</b> {count} of {counted(of, 'use')} of the GPU could not be followed: {places}.
    </p>
  )
}

interface PlatformProps {
  readonly title: string
  readonly status: Status
  readonly reasons: readonly Reason[]
  readonly children?: preact.ComponentChildren
}

function Platform({ title, status, reasons, children }: PlatformProps) {
  const [short = '', long] = STATUS_WORDS[status].split(': ')
  return (
    <article class={`card status-${status}`}>
      <h3>{title}</h3>
      <p class="status">{capital(short)}</p>
      {long !== undefined && <p>{capital(long)}.</p>}
      {children}
      <Reasons reasons={reasons} />
    </article>
  )
}

function Reasons({ reasons }: { readonly reasons: readonly Reason[] }) {
  if (reasons.length === 0) return null
  return (
    <ul class="because">
      {reasons.slice(0, MAX_REASONS).map((reason) => (
        <li key={reason.text}>
          <Prose text={reason.text} /> <Sources sources={reason.sources} />
        </li>
      ))}
    </ul>
  )
}

function Edits({ report }: { readonly report: Report }) {
  const { edits, effort } = report.platforms.metal
  const total = edits.automatic + edits.manual
  if (total === 0) return null
  return (
    <p>
      <b>{counted(total, 'finding')} to mend</b>:{' '}
      {edits.automatic > 0 && (
        <>
          {edits.automatic} by a program (<code>acclimate port</code>)
        </>
      )}
      {edits.automatic > 0 && edits.manual > 0 && ', '}
      {edits.manual > 0 && `${edits.manual} by hand`}
      {effort === 'none' || effort === 'unknown' ? '' : `; ${effort} of work`}.
    </p>
  )
}

/** How many findings on the main path do what, which is what the status is made of. */
function Effects({ findings, platform }: { findings: readonly Finding[]; platform: Finding['platform'] }) {
  const main = findings.filter((one) => one.platform === platform && (one.reach === 'main' || one.reach === 'unknown'))
  const count = (effect: Effect) => main.filter((one) => one.effect === effect).length
  const told = effects.filter((effect) => count(effect) > 0)
  if (told.length === 0) return null
  return (
    <ul class="counts" aria-label="Findings on the main path">
      {told.map((effect) => (
        <li key={effect} class={`chip effect-${effect}`}>
          {count(effect)} × {EFFECT_WORDS[effect]}
        </li>
      ))}
    </ul>
  )
}

/** Which back end fares how, where there is more to say than of the whole. */
function Backends({ report }: { readonly report: Report }) {
  const { backends, status } = report.platforms.metal
  const known = Object.entries(backends).filter(([, own]) => own !== 'unknown')
  if (known.every(([, own]) => own === status)) return null
  return <p class="quiet">{known.map(([name, own]) => `${name}: ${own.replaceAll('-', ' ')}`).join(' · ')}</p>
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
