import '@fontsource/source-sans-3/400.css'
import '@fontsource/source-sans-3/600.css'
import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import '@mantine/spotlight/styles.css'
import './styles/global.css'
import './styles/layout.css'
import './styles/components.css'
import './styles/table.css'
import { createRoot } from 'react-dom/client'
import { App, StartFailure } from './app.tsx'
import { openConnection } from './client/connection.ts'

const element = document.getElementById('root')
if (element === null) throw new Error('The page needs an element with id root, got none')
const root = createRoot(element)

openConnection().then(
  (connection) => root.render(<App connection={connection} />),
  (error: unknown) => root.render(<StartFailure error={error} />),
)
