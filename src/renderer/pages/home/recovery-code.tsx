import { Button, Checkbox, Title } from '@mantine/core'
import { Copy } from 'lucide-react'
import { useState } from 'react'
import { copyText } from '../../components/clipboard.ts'
import { Notice } from '../../components/notice.tsx'

/** Shows the recovery code once; goes on only when the person says it is stored. */
export function RecoveryCode({ code, onDone }: { code: string; onDone: () => void }) {
  const [isStored, setStored] = useState(false)
  const [isCopied, setCopied] = useState(false)
  return (
    <div className="page-narrow stack" style={{ gap: 16 }}>
      <Title order={1}>Store the recovery code</Title>
      <Notice kind="attention" title="It is shown only now.">
        <p>
          If the password is lost, this code is the only way back to the data. Keep it apart from this computer: on
          paper, or in a password safe.
        </p>
      </Notice>
      <output className="code-text" aria-label="Recovery code">
        {code}
      </output>
      <div className="row-between">
        <Button variant="default" leftSection={<Copy size={16} />} onClick={() => setCopied(copyText(code))}>
          {isCopied ? 'Copied' : 'Copy code'}
        </Button>
      </div>
      <Checkbox
        label="I have stored the recovery code"
        checked={isStored}
        onChange={(event) => setStored(event.currentTarget.checked)}
      />
      <Button disabled={!isStored} onClick={onDone}>
        Continue
      </Button>
    </div>
  )
}
