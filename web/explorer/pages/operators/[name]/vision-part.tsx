import type { VisionKernel, VisionOperatorAnswer } from '../../../../../src/report/lookup.ts'
import { Sources } from '../../../../parts/sources.tsx'

/** An operator of torchvision. */
export function VisionPart({ answer }: { readonly answer: VisionOperatorAnswer }) {
  const { calls, backward, sources } = answer
  return (
    <section aria-label={answer.name}>
      <p class="lead">
        {capital(courseOf(answer))}. {backward && `Its gradient: ${courseOf(backward)}.`} <Sources sources={sources} />
      </p>
      <p>
        Called as{' '}
        {calls.map((call) => (
          <code key={call}>{call} </code>
        ))}
      </p>
    </section>
  )
}

function courseOf({ nativeSince }: VisionKernel): string {
  return nativeSince === undefined
    ? 'missing on Metal in all releases of torchvision'
    : `runs on the GPU since torchvision ${nativeSince}, missing before`
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
