/** Whether windows can be shown. Only Linux and similar systems run without a display: over SSH, in containers, on servers. */
export function hasDisplay(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform): boolean {
  if (platform === 'win32' || platform === 'darwin') return true;
  const isSet = (name: string): boolean => (environment[name] ?? '') !== '';
  return isSet('DISPLAY') || isSet('WAYLAND_DISPLAY');
}
