import { createTheme, type MantineColorsTuple } from '@mantine/core'

/** One neutral scale, lightest first. */
const grey: MantineColorsTuple = [
  '#f6f7f8',
  '#eef0f2',
  '#e3e6e9',
  '#d2d6db',
  '#b3b9c1',
  '#868e97',
  '#616a74',
  '#464e57',
  '#2d333a',
  '#1a1e22',
]
/** The same neutrals for the dark scheme: text first, page background at 7. */
const dark: MantineColorsTuple = [
  '#e2e5e8',
  '#bcc2c9',
  '#a0a8b0',
  '#6f7881',
  '#474e56',
  '#373d44',
  '#262b30',
  '#181b1f',
  '#121518',
  '#0c0e10',
]
/** The accent, built around Okabe–Ito blue. */
const blue: MantineColorsTuple = [
  '#eaf3fa',
  '#d2e5f3',
  '#a5cbe7',
  '#76b1da',
  '#56a0d3',
  '#2587c2',
  '#0a78ba',
  '#00679f',
  '#005380',
  '#003f62',
]
/** Attention, built around Okabe–Ito orange. */
const orange: MantineColorsTuple = [
  '#fdf2e6',
  '#fbe3c9',
  '#f5c795',
  '#eea95c',
  '#e58f32',
  '#cf7212',
  '#b55c00',
  '#934a00',
  '#733a00',
  '#532a00',
]

/** The look of Assay: dense, calm, hairlines instead of shadows. */
export const theme = createTheme({
  fontFamily: "'Source Sans 3', 'Segoe UI', system-ui, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'Cascadia Mono', 'SF Mono', Menlo, Consolas, monospace",
  colors: { gray: grey, dark, blue, orange },
  primaryColor: 'blue',
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  black: '#1a1e22',
  defaultRadius: 4,
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  fontSizes: { xs: '0.8125rem', sm: '0.875rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.45', lg: '1.45', xl: '1.3' },
  spacing: { xs: '0.25rem', sm: '0.5rem', md: '0.75rem', lg: '1rem', xl: '1.5rem' },
  shadows: {
    xs: 'none',
    sm: 'none',
    md: '0 4px 16px rgba(0, 0, 0, 0.10)',
    lg: '0 8px 24px rgba(0, 0, 0, 0.12)',
    xl: '0 8px 32px rgba(0, 0, 0, 0.16)',
  },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.25rem', lineHeight: '1.3' },
      h2: { fontSize: '1rem', lineHeight: '1.4' },
      h3: { fontSize: '0.875rem', lineHeight: '1.45' },
    },
  },
  components: {
    Button: { defaultProps: { size: 'xs' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 28 } },
    TextInput: { defaultProps: { size: 'xs' } },
    PasswordInput: { defaultProps: { size: 'xs' } },
    NumberInput: { defaultProps: { size: 'xs' } },
    Select: { defaultProps: { size: 'xs', allowDeselect: false, comboboxProps: { transitionProps: { duration: 0 } } } },
    MultiSelect: { defaultProps: { size: 'xs' } },
    Autocomplete: { defaultProps: { size: 'xs' } },
    Radio: { defaultProps: { size: 'xs' } },
    TagsInput: { defaultProps: { size: 'xs' } },
    Textarea: { defaultProps: { size: 'xs' } },
    NativeSelect: { defaultProps: { size: 'xs' } },
    SegmentedControl: { defaultProps: { size: 'xs' } },
    Checkbox: { defaultProps: { size: 'xs' } },
    Switch: { defaultProps: { size: 'xs' } },
    Modal: {
      defaultProps: {
        closeButtonProps: { 'aria-label': 'Close' },
        transitionProps: { duration: 0 },
        overlayProps: { backgroundOpacity: 0.35 },
        centered: true,
      },
    },
    Drawer: { defaultProps: { closeButtonProps: { 'aria-label': 'Close menu' } } },
    Notification: { defaultProps: { closeButtonProps: { 'aria-label': 'Dismiss notification' } } },
    Popover: { defaultProps: { transitionProps: { duration: 0 } } },
    Menu: { defaultProps: { transitionProps: { duration: 0 }, shadow: 'md' } },
    Tooltip: { defaultProps: { openDelay: 400, transitionProps: { duration: 0 } } },
    Anchor: { defaultProps: { fz: 'inherit' } },
  },
})
