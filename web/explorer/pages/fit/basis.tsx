import type { Estimate } from '../../../../src/report/fit.ts'
import { Sources } from '../../../parts/sources.tsx'

const BASES: Readonly<Record<Estimate['basis'], string>> = {
  measured: 'Measured on that machine.',
  calibrated: 'Worked out, and calibrated on measurements of other machines of its kind: nine of ten lie in the range.',
  analytic: 'Worked out, with nothing comparable measured: run it to know better.',
}

const SHORT: Readonly<Record<Estimate['basis'], string>> = {
  measured: 'measured',
  calibrated: 'calibrated',
  analytic: 'worked out',
}

/** What a number rests on, one click away. */
export function Basis({ estimate: { basis, sources } }: { readonly estimate: Estimate }) {
  return (
    <details class="basis">
      <summary>{SHORT[basis]}</summary>
      <p>
        {BASES[basis]} <Sources sources={sources} />
      </p>
    </details>
  )
}
