/** Finds Chromium for the tests and measurements of the HTML report, and installs it where that is one command. */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome']
const FOLDERS = ['/usr/bin', '/usr/local/bin', '/snap/bin']

/** The path of a Chromium; undefined where there is none. */
export function chromium() {
  return FOLDERS.flatMap((folder) => NAMES.map((name) => `${folder}/${name}`)).find((path) => existsSync(path))
}

/** Installs Debian's Chromium as root on Debian; elsewhere the tests that need it are skipped. */
export function prepareChromium() {
  if (chromium()) return
  if (process.getuid?.() === 0 && isDebian()) {
    const options = {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }
    spawnSync('apt-get', ['update', '-qq'], options)
    spawnSync('apt-get', ['install', '-qq', '-y', '--no-install-recommends', 'chromium'], options)
  }
  if (!chromium()) console.error('There is no Chromium: the tests of the HTML report in a browser are skipped.')
}

function isDebian() {
  return existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'))
}
