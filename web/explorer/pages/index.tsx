import { Link } from '../frame/link.tsx'
import { MENU } from '../frame/menu.ts'
import { ExampleCode } from '../home/example-code.tsx'
import type { PageKind } from '../page-kind.ts'
import { Finder } from '../search/finder.tsx'
import '../../parts/style/charts.css'
import '../../parts/style/findings.css'
import '../../parts/style/answer.css'
import '../home/home.css'

/** The first page: what this is, a field for whatever somebody has in mind, and an example. */
export const page = {
  async load() {
    return {
      title: 'Acclimate: CUDA or Metal?',
      description:
        'Whether a machine-learning project, a library or a model lives well on CUDA, on Apple Metal, or on both. Answered in your browser, with sources.',
      View: Home,
    }
  },
} satisfies PageKind

function Home() {
  return (
    <div class="home">
      <h1>CUDA or Metal?</h1>
      <p class="lead">
        Acclimate says whether a machine-learning project, a library or a model lives well on CUDA, on Apple Metal, or
        on both: with the line, the reason, the fix and a dated source. It answers in your browser and sends nothing
        anywhere.
      </p>
      <Finder />
      <ul class="parts">
        {MENU.map(({ path, words, purpose }) => (
          <li key={path}>
            <Link to={path}>
              <b>{words}</b> {purpose}
            </Link>
          </li>
        ))}
      </ul>
      <ExampleCode />
    </div>
  )
}
