import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { DESKTOP_API } from '../shared/api/desktop.ts';
import { createDesktopApi } from './shell/desktop-api.ts';

contextBridge.exposeInMainWorld(
  DESKTOP_API,
  createDesktopApi({ ipcRenderer, webUtils, platform: process.platform }),
);
