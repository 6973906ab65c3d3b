/**
 * The operations that the emulator serves: of CodeArts Check, of IAM, and of the metadata service of
 * an ECS host.
 *
 * - `create`: `POST /v2/{project_id}/task` (CreateTaskV2)
 * - `run`: `POST /v2/tasks/{task_id}/run` (RunTaskV2)
 * - `progress`: `GET /v2/tasks/{task_id}/progress` (ShowProgressDetailV2)
 * - `list`: `GET /v2/{project_id}/tasks` (ShowTaskListByProjectIdV2)
 * - `stop`: `POST /v2/tasks/{task_id}/stop` (StopTaskByIdV2)
 * - `cancel`: `PUT /v1/tasks/{task_id}/stop` (CancelPortalServiceJob)
 * - `delete`: `DELETE /v2/tasks/{task_id}` (DeleteTask)
 * - `token`: `POST /v3/auth/tokens` (KeystoneCreateUserTokenByPassword and its like)
 * - `metadataToken`: `PUT /meta-data/latest/api/token`
 * - `securityKey`: `GET /openstack/latest/securitykey`
 *
 * @since 0.1.0
 * @category models
 */
export type Operation =
  | "create"
  | "run"
  | "progress"
  | "list"
  | "stop"
  | "cancel"
  | "delete"
  | "token"
  | "metadataToken"
  | "securityKey";
