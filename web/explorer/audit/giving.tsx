import { useEffect, useRef, useState } from 'preact/hooks'
import { givenBy } from './gather/chosen.ts'
import { givenByDrop } from './gather/dropped.ts'
import type { Given } from './messages.ts'

/** Begins an audit of what is gathered meanwhile. */
export type Start = (gather: (progress: (what: string) => void) => Promise<Given | undefined>) => void

/** Where a project is given: it is dropped, or chosen with the browser's own windows. */
export function Giving({ start }: { readonly start: Start }) {
  const [over, setOver] = useState(false)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const { dataTransfer } = event
    if (dataTransfer) start((progress) => givenByDrop(dataTransfer, (count) => progress(`${count} files found`)))
  }
  const drag = (event: DragEvent) => {
    event.preventDefault()
    setOver(true)
  }
  const chosen = (files: readonly File[]) => start(async () => givenBy(files))
  return (
    <div class={over ? 'giving over' : 'giving'} onDragOver={drag} onDragLeave={() => setOver(false)} onDrop={drop}>
      <p class="invitation">Drop a folder, a .zip, a notebook or a requirements file here</p>
      <p>
        <Choose words="Choose a folder" folder onChosen={chosen} />
        <Choose words="Choose files or a .zip" onChosen={chosen} />
      </p>
    </div>
  )
}

interface ChooseProps {
  readonly words: string
  readonly folder?: boolean
  readonly onChosen: (files: readonly File[]) => void
}

/** A button that opens one of the browser's windows for files, whose own button cannot be given words. */
function Choose({ words, folder = false, onChosen }: ChooseProps) {
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (field.current) field.current.webkitdirectory = folder
  }, [folder])
  return (
    <>
      <button type="button" onClick={() => field.current?.click()}>
        {words}
      </button>
      <input
        ref={field}
        type="file"
        hidden
        multiple
        aria-label={words}
        onChange={({ currentTarget }) => {
          const files = [...(currentTarget.files ?? [])]
          // Otherwise the same folder could not be chosen again after a change.
          currentTarget.value = ''
          if (files.length > 0) onChosen(files)
        }}
      />
    </>
  )
}
