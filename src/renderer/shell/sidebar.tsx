import { Fragment } from 'react'
import { Link, useLocation } from 'wouter'
import { isStationActive, STATIONS } from './navigation.ts'

/** The stations of the workbench. */
export function SidebarLinks({ onNavigate }: { onNavigate?: () => void }) {
  const [location] = useLocation()
  return (
    <>
      {STATIONS.map((station) => {
        const Icon = station.icon
        return (
          <Fragment key={station.path}>
            {station.startsGroup === true && <hr />}
            <Link
              href={station.path}
              className="shell-link"
              aria-current={isStationActive(station, location) ? 'page' : undefined}
              onClick={onNavigate}
            >
              <Icon size={16} aria-hidden="true" />
              {station.label}
            </Link>
          </Fragment>
        )
      })}
    </>
  )
}
