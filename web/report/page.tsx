import { useEffect } from 'preact/hooks'
import { ThemeButton } from '../parts/theme-button.tsx'
import { Sections, type SectionsProps } from './sections.tsx'
import { JudgedFor, Title } from './title.tsx'

/** A whole report, the answer on top. */
export function Page(props: SectionsProps) {
  const { tool } = props.report
  useSearchKey()
  return (
    <>
      <a class="skip" href="#findings">
        Skip to the findings
      </a>
      <header>
        <div class="title">
          <Title report={props.report} />
          <ThemeButton />
        </div>
        <JudgedFor report={props.report} />
      </header>
      <main>
        <Sections {...props} alone />
      </main>
      <footer class="quiet">
        Made by acclimate {tool.version} from facts as of {tool.knowledge}. This page needs no network and sends
        nothing.
      </footer>
    </>
  )
}

/** A slash leads to the field for texts, as on many pages; in a field it is a slash. */
function useSearchKey(): void {
  useEffect(() => {
    const search = (event: KeyboardEvent) => {
      const { key, target, ctrlKey, metaKey, altKey } = event
      const isInField = target instanceof Element && target.matches('input, select, textarea')
      const field = document.querySelector<HTMLInputElement>('input[type="search"]')
      if (key !== '/' || isInField || ctrlKey || metaKey || altKey || field === null) return
      event.preventDefault()
      field.focus()
    }
    addEventListener('keydown', search)
    return () => removeEventListener('keydown', search)
  }, [])
}
