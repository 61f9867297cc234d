import { fitsOf } from '../../../../../src/fit/answer.ts'
import type { Claim, ClaimFact, ClaimFit } from '../../../../../src/knowledge/claims.ts'
import type { Knowledge } from '../../../../../src/knowledge/knowledge.ts'
import type { Fit } from '../../../../../src/report/fit.ts'
import { speedOfFit } from '../../../../../src/render/fit/speed.ts'
import { gigabytes, range } from '../../../../../src/render/terminal/fit/numbers.ts'
import { Prose } from '../../../../parts/prose.tsx'
import { Sources, sourcesOf } from '../../../../parts/sources.tsx'
import { SUPPORT_WORDS } from '../../../../parts/words.ts'
import { Link } from '../../../frame/link.tsx'
import type { PageKind } from '../../../page-kind.ts'
import { CONDITION_WORDS, VERDICT_WORDS } from '../../../parts/claim-words.ts'
import { Cited } from '../../../parts/cited.tsx'
import '../../../../parts/style/answer.css'
import '../../../../parts/style/charts.css'
import '../../../../parts/style/findings.css'
import '../../../style/knowledge.css'

type Known = Pick<Knowledge, 'machines' | 'models' | 'rates'>

/** A claim, with what speaks for and against it. */
export const page = {
  async paths(shipped) {
    const { claims } = await shipped.knowledge('claims')
    return claims.map(({ id }) => ({ id }))
  },
  async load({ id }, shipped) {
    const knowledge = await shipped.knowledge('claims', 'machines', 'models', 'rates')
    const claim = knowledge.claims.find((one) => one.id === id)
    if (claim === undefined) return undefined
    // Only to lead to the pages of what it names.
    const libraries = await Promise.all(claim.facts.map(({ library }) => shipped.library(library)))
    const slugs = libraries.map((entry) => entry?.slug)
    return {
      title: claim.claim.replace(/\.$/, ''),
      description: `${capital(VERDICT_WORDS[claim.verdict][0])}. ${claim.answer}`,
      View: () => <ClaimPage claim={claim} knowledge={knowledge} slugs={slugs} />,
    }
  },
} satisfies PageKind

interface Props {
  readonly claim: Claim
  readonly knowledge: Known
  /** Of the pages of the libraries that its facts are about, in their order. */
  readonly slugs: readonly (string | undefined)[]
}

function ClaimPage({ claim, knowledge, slugs }: Props) {
  const { verdict, answer, conditions, figures, fits, facts, operators } = claim
  const [words, look] = VERDICT_WORDS[verdict]
  const sources = sourcesOf([...figures.map(({ source }) => ({ sources: [source] })), claim])
  return (
    <Cited sources={sources}>
      <p class="kicker">
        <Link to="claims/">Claims</Link>
      </p>
      <h1>{claim.claim}</h1>
      <article class={`card ${look}`}>
        <p class="status">{capital(words)}</p>
        <p>
          <Prose text={answer} /> <Sources sources={claim.sources} />
        </p>
      </article>
      <Told
        title={CONDITION_WORDS[verdict]}
        items={conditions.map((text) => (
          <Prose text={text} />
        ))}
      />
      <Told
        title="Figures"
        items={figures.map(({ says, source }) => (
          <>
            {says} <Sources sources={[source]} />
          </>
        ))}
      />
      <Told
        title="Worked out here"
        items={fits.map((fit) => (
          <FitLine question={fit} knowledge={knowledge} />
        ))}
      />
      <Told
        title="What is known of it"
        items={facts.map((fact, index) => (
          <FactLine fact={fact} slug={slugs[index]} />
        ))}
      />
      {operators !== undefined && (
        <p>
          PyTorch {operators.release} lacks {operators.missing} operators on Metal and hands {operators.fallsBack} to
          the CPU by itself; {operators.since} lacked {operators.missingThen}. <Link to="operators/">All of them</Link>
        </p>
      )}
    </Cited>
  )
}

function Told({ title, items }: { readonly title: string; readonly items: readonly preact.VNode[] }) {
  if (items.length === 0) return null
  return (
    <section>
      <h2>{title}</h2>
      <ul>
        {items.map((item, index) => (
          <li key={index}>{item}</li>
        ))}
      </ul>
    </section>
  )
}

function FitLine({
  question: { model, machine, ...work },
  knowledge,
}: {
  readonly question: ClaimFit
  readonly knowledge: Known
}) {
  const answer = fitsOf({ model, machines: [machine], ...work }, knowledge)
  const fit = 'problem' in answer ? undefined : answer.is[0]
  const asked = Object.entries({ model, machine, ...work }).map(([name, value]) => [name, String(value)])
  return (
    <>
      <Link to={`fit/?${new URLSearchParams(asked).toString()}`}>
        {model} on {fit?.machine.name ?? machine}
      </Link>
      {fit !== undefined && `: ${fitInWords(fit)}.`}
    </>
  )
}

function fitInWords(fit: Fit): string {
  const { memory, machine, model, work } = fit
  const speed = speedOfFit(fit)
  const of = `${gigabytes(memory.bytes.value)} of ${gigabytes(machine.gpuBudgetBytes)} (${model.quantization}, ${work.runtime})`
  return `${memory.fits ? '' : 'does not fit: '}${of}${speed === undefined ? '' : `, ${range(speed.estimate)} ${speed.unit}`}`
}

function FactLine({ fact, slug }: { readonly fact: ClaimFact; readonly slug: string | undefined }) {
  const { library, platform, status, gpu, backend } = fact
  const where = platform === 'metal' ? 'a Mac' : 'CUDA'
  return (
    <>
      {slug === undefined ? library : <Link to={`libraries/${encodeURIComponent(slug)}/`}>{library}</Link>} on {where}:{' '}
      {SUPPORT_WORDS[status]}
      {gpu === undefined ? '' : gpu ? ', uses the GPU' : ', not on the GPU'}
      {backend === undefined ? '' : ` by ${backend}`}.
    </>
  )
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
