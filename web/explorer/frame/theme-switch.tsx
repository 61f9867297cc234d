import { useEffect, useState } from 'preact/hooks'

/** Turns the site dark or light, against what the system prefers; there once scripts run. */
export function ThemeSwitch() {
  const [dark, setDark] = useState<boolean>()
  useEffect(() => {
    const { theme } = document.documentElement.dataset
    setDark(theme === undefined ? matchMedia('(prefers-color-scheme: dark)').matches : theme === 'dark')
  }, [])
  if (dark === undefined) return null
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
