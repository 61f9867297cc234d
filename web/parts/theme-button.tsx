import { useState } from 'preact/hooks'

/** Turns the page dark or light, against what the system prefers. */
export function ThemeButton() {
  const [dark, setDark] = useState(() => matchMedia('(prefers-color-scheme: dark)').matches)
  const turn = () => {
    document.documentElement.dataset['theme'] = dark ? 'light' : 'dark'
    setDark(!dark)
  }
  return (
    <button type="button" class="theme" onClick={turn}>
      {dark ? 'Light' : 'Dark'} colours
    </button>
  )
}
