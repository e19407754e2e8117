import { useExplorer } from '../model/explorer.js';
import { AdviceBox } from './AdviceBox.js';

/** Why there is no schema, or why the one that is shown may be old; nothing if all is well. */
export function SchemaProblem() {
  const { connection, schema } = useExplorer();
  const current = schema.current.value;
  if (current.state === 'failed') {
    return (
      <AdviceBox advice={current.advice}>
        <button type="button" class="button small" onClick={() => void schema.load()}>
          Read the schema again
        </button>
      </AdviceBox>
    );
  }
  return connection.isLost.value && current.state === 'ready' ? (
    <AdviceBox
      advice={{
        title: 'The server cannot be reached',
        text: 'This is the last known schema. The page reads it again when the server is back.',
        isExpected: true,
      }}
    />
  ) : null;
}
