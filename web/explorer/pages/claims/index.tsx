import type { Claim } from '../../../../src/knowledge/claims.ts'
import type { PageKind } from '../../page-kind.ts'
import { ClaimList } from '../../parts/claim-list.tsx'
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

function Claims({ claims }: { readonly claims: readonly Claim[] }) {
  const count = (verdict: Claim['verdict']) => claims.filter((one) => one.verdict === verdict).length
  return (
    <>
      <h1>Claims, checked</h1>
      <p class="lead">
        Of {claims.length} things that are often said about CUDA and Metal, {count('holds')} are true,{' '}
        {count('holds-if')} are true with conditions, {count('outdated')} were true once, and {count('wrong')} are
        false.
      </p>
      <ClaimList claims={claims} />
    </>
  )
}
