import { Fragment } from 'preact'
import text from '../../../samples/photo-captions/train.py?raw'
import { Link } from '../frame/link.tsx'

/** The part that is shown: the whole file is no longer. */
const FIRST_LINE = 17
const LAST_LINE = 37

/** The lines of a program that many could have written, with the words marked that name CUDA. */
export function ExampleCode() {
  const lines = text.split('\n').slice(FIRST_LINE - 1, LAST_LINE)
  return (
    <section class="example" aria-labelledby="example">
      <h2 id="example">See it at work</h2>
      <figure>
        <figcaption>
          <code>train.py</code> <span class="quiet">of a small project that was written for CUDA</span>
        </figcaption>
        <pre tabIndex={0}>
          <code>
            {lines.map((line, index) => (
              <Fragment key={index}>
                <Marked text={line} />
                {'\n'}
              </Fragment>
            ))}
          </code>
        </pre>
      </figure>
      <p>
        Which of these lines stop the program on a Mac, which do nothing there, and which are fine as they are?{' '}
        <Link to="audit/?example" class="go">
          Audit it here
        </Link>
      </p>
    </section>
  )
}

function Marked({ text: line }: { readonly text: string }) {
  const parts = line.split(/(cuda)/)
  return <>{parts.map((part, index) => (part === 'cuda' ? <mark key={index}>{part}</mark> : part))}</>
}
