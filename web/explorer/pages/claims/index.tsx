import type { Claim } from '../../../../src/knowledge/claims.ts'
import type { PageKind } from '../../page-kind.ts'
import { ClaimList } from '../../parts/claim-list.tsx'
import { VERDICT_WORDS } from '../../parts/claim-words.ts'
import '../../style/knowledge.css'

/** What is said about CUDA and Metal, checked. */
export const page = {
  async load(_params, shipped) {
    const { claims } = await shipped.knowledge('claims')
    return {
      title: 'Claims about CUDA and Metal, checked',
      description: `${claims.length} things that are often said about CUDA and Metal, and how far each is true, with figures and sources.`,
      View: () => <Claims claims={claims} />,
    }
  },
} satisfies PageKind

const VERDICTS = ['holds', 'holds-if', 'outdated', 'wrong', 'not-settled'] as const

function Claims({ claims }: { readonly claims: readonly Claim[] }) {
  const count = (verdict: Claim['verdict']) => claims.filter((one) => one.verdict === verdict).length
  return (
    <>
      <h1>Claims, checked</h1>
      <p class="lead">
        {claims.length} things that are often said about CUDA and Metal:{' '}
        {VERDICTS.flatMap((verdict) => {
          const number = count(verdict)
          return number === 0 ? [] : [`${number} ${VERDICT_WORDS[verdict][0]}`]
        }).join(', ')}
        .
      </p>
      <ClaimList claims={claims} />
    </>
  )
}
