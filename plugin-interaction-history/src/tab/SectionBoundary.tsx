import * as React from 'react';
import { useStrings } from '../strings/strings';
import { Section } from '../ui/layout';
import { Notice } from '../ui/Notice';

interface Props {
  label: string;
  children: React.ReactNode;
}

/** A section that throws costs itself alone (ID-13). */
export class SectionBoundary extends React.Component<Props, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override componentDidCatch(error: Error): void {
    console.error(`interaction-history: section ${this.props.label} failed`, error);
  }

  override render(): React.ReactNode {
    return this.state.failed ? <Failed label={this.props.label} /> : this.props.children;
  }
}

const Failed: React.FC<{ label: string }> = ({ label }) => {
  const { title, body } = useStrings().sectionFailed;
  return (
    <Section label={label}>
      <Notice kind="error" title={title} body={body} />
    </Section>
  );
};
