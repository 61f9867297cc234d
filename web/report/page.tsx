import { ThemeButton } from '../parts/theme-button.tsx'
import { Sections, type SectionsProps } from './sections.tsx'
import { JudgedFor, Title } from './title.tsx'

/** A whole report, the answer on top. */
export function Page(props: SectionsProps) {
  const { tool } = props.report
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
        <Sections {...props} />
      </main>
      <footer class="quiet">
        Made by acclimate {tool.version} from facts as of {tool.knowledge}. This page needs no network and sends
        nothing.
      </footer>
    </>
  )
}
