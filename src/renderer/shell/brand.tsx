/** The mark: a beam balance reduced to three strokes, as the assayer's sign. */
export function Brand() {
  return (
    <>
      <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true" focusable="false">
        <rect x="0.75" y="0.75" width="16.5" height="16.5" rx="3" fill="none" stroke="currentColor" strokeWidth="1.5" />
        <path
          d="M4.5 12.5 L9 4.5 L13.5 12.5 M6.4 9.6 H11.6"
          fill="none"
          stroke="var(--assay-accent)"
          strokeWidth="1.75"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      Assay
    </>
  )
}
