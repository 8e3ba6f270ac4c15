import {
  BookCheck,
  Box,
  ChartNoAxesCombined,
  ClipboardCheck,
  Database,
  FileText,
  FlaskConical,
  House,
  type LucideIcon,
  Scale,
  ScrollText,
  Settings,
  Split,
} from 'lucide-react'

export interface Station {
  readonly path: string
  readonly label: string
  readonly icon: LucideIcon
  /** What is done there, for the command palette. */
  readonly purpose: string
  /** A line above this entry. */
  readonly startsGroup?: boolean
}

/** The sidebar, in the order of the main job. */
export const STATIONS: readonly Station[] = [
  { path: '/', label: 'Home', icon: House, purpose: 'Next steps of this workspace' },
  { path: '/datasets', label: 'Datasets', icon: Database, purpose: 'Import and inspect data', startsGroup: true },
  {
    path: '/development',
    label: 'Development',
    icon: FlaskConical,
    purpose: 'Bin characteristics, train scorecards and boosted trees',
  },
  { path: '/models', label: 'Models', icon: Box, purpose: 'Registry of model versions' },
  {
    path: '/validation',
    label: 'Validation',
    icon: ChartNoAxesCombined,
    purpose: 'Discrimination, calibration, stability',
    startsGroup: true,
  },
  { path: '/fairness', label: 'Fairness', icon: Scale, purpose: 'Disparate impact by group' },
  { path: '/explainability', label: 'Explainability', icon: Split, purpose: 'Importance and reasons for one case' },
  { path: '/governance', label: 'Governance', icon: ClipboardCheck, purpose: 'Gates and decisions', startsGroup: true },
  { path: '/scoring', label: 'Scoring', icon: BookCheck, purpose: 'Score a file or one applicant' },
  { path: '/reports', label: 'Reports', icon: FileText, purpose: 'Build and verify compliance packs' },
  { path: '/audit', label: 'Audit', icon: ScrollText, purpose: 'Every event, hash-chained', startsGroup: true },
  { path: '/settings', label: 'Settings', icon: Settings, purpose: 'Theme, idle lock, password' },
]

/** True when the address belongs to the station. */
export function isStationActive(station: Station, location: string): boolean {
  return station.path === '/' ? location === '/' : location === station.path || location.startsWith(`${station.path}/`)
}
