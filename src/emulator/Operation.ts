/**
 * The operations of CodeArts Check that the emulator serves.
 *
 * - `create`: `POST /v2/{project_id}/task` (CreateTaskV2)
 * - `run`: `POST /v2/tasks/{task_id}/run` (RunTaskV2)
 * - `progress`: `GET /v2/tasks/{task_id}/progress` (ShowProgressDetailV2)
 * - `list`: `GET /v2/{project_id}/tasks` (ShowTaskListByProjectIdV2)
 * - `stop`: `POST /v2/tasks/{task_id}/stop` (StopTaskByIdV2)
 * - `cancel`: `PUT /v1/tasks/{task_id}/stop` (CancelPortalServiceJob)
 * - `delete`: `DELETE /v2/tasks/{task_id}` (DeleteTask)
 *
 * @since 0.1.0
 * @category models
 */
export type Operation = "create" | "run" | "progress" | "list" | "stop" | "cancel" | "delete";
