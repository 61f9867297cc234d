import { Link } from '../frame/link.tsx'
import type { PageKind } from '../page-kind.ts'
import { Finder } from '../search/finder.tsx'

/** The first page: what this is. */
export const page = {
  async load() {
    return {
      title: 'Acclimate: CUDA or Metal?',
      description:
        'Says whether a machine-learning project will live well on CUDA, on Apple Metal, or on both, from your own browser.',
      View: Home,
    }
  },
} satisfies PageKind

function Home() {
  return (
    <>
      <h1>Will it live well on CUDA, on Apple Metal, or on both?</h1>
      <Finder />
      <p>
        <Link to="audit/">Audit a project</Link>
      </p>
    </>
  )
}
