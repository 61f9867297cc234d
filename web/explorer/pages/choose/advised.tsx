import type { AdviceOption } from '../../../../src/report/advice.ts'
import { rowsOf, wayOf } from '../../../../src/render/advice/rows.ts'
import { CHOICE_WORDS } from '../../../../src/render/words.ts'
import type { Chosen } from '../../../../src/verdict/choose/choose.ts'
import { Prose } from '../../../parts/prose.tsx'
import { Sources } from '../../../parts/sources.tsx'
import { SIDE_WORDS } from '../../../parts/words.ts'

/** The advice: what to choose and why, with machines, what would change it, and what to do next. */
export function Advised({ advice }: { readonly advice: Chosen }) {
  const { recommendation, options, nextSteps, notes } = advice
  const { choice, certainty, reasons, considerations = [], wouldChange = [] } = recommendation
  return (
    <section class="answer" aria-labelledby="answer">
      <p class="kicker">Advice</p>
      <h2 id="answer">
        {capital(CHOICE_WORDS[choice])}
        {certainty === 'certain' ? '' : <span class="pill">{certainty}</span>}
      </h2>
      <ul class="because">
        {reasons.map(({ text, sources }) => (
          <li key={text}>
            <Prose text={text} /> <Sources sources={sources} />
          </li>
        ))}
      </ul>
      {options.length > 0 && (
        <>
          <h3>Machines</h3>
          <ul class="choices">
            {options.map((option) => (
              <Option key={`${option.kind} ${option.name}`} option={option} />
            ))}
          </ul>
        </>
      )}
      {considerations.length > 0 && (
        <>
          <h3>What was weighed</h3>
          <ul>
            {considerations.map(({ id, leans, text, sources }) => (
              <li key={id}>
                <b>{SIDE_WORDS[leans]}:</b> <Prose text={text} /> <Sources sources={sources} />
              </li>
            ))}
          </ul>
        </>
      )}
      <Told title="What would change it" texts={wouldChange.map(({ text }) => text)} />
      <Told title="What to do next" texts={nextSteps} />
      <Told title="What was assumed" texts={notes} />
    </section>
  )
}

function Option({ option }: { readonly option: AdviceOption }) {
  return (
    <li>
      <b>{option.name}</b> <span class="pill">{wayOf(option)}</span>
      {!option.fits && <span class="chip status-blocked">too small</span>}
      <dl class="told">
        {rowsOf(option).map(([label, text], index) => (
          <div key={index}>
            <dt>{label}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      {option.notes.map((note) => (
        <p key={note} class="quiet">
          {note}
        </p>
      ))}
    </li>
  )
}

function Told({ title, texts }: { readonly title: string; readonly texts: readonly string[] }) {
  if (texts.length === 0) return null
  return (
    <>
      <h3>{title}</h3>
      <ul>
        {texts.map((text) => (
          <li key={text}>
            <Prose text={text} />
          </li>
        ))}
      </ul>
    </>
  )
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
