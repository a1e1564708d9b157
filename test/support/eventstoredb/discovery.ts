import gossipService from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import gossip from '@eventstore/db-client/generated/gossip_pb.js';
import features from '@eventstore/db-client/generated/serverfeatures_pb.js';
import featuresService from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import { streamsService } from './stubs.js';

/** The version whose behaviour this server keeps to. */
const version = '22.10.5';

/** What the server can do: the client asks before its first append, and appends in batches if it may. */
export function supportedMethods(): InstanceType<typeof features.SupportedMethods> {
  const supported = new features.SupportedMethods().setEventStoreServerVersion(version);
  const services = [
    streamsService.StreamsService,
    gossipService.GossipService,
    featuresService.ServerFeaturesService,
  ];
  for (const { path } of services.flatMap((service) => Object.values(service))) {
    const [, service = '', method = ''] = path.toLowerCase().split('/');
    const known = supported.addMethods().setServiceName(service).setMethodName(method);
    if (method === 'read' && service.includes('streams')) known.setFeaturesList(['position', 'events']);
    if (method === 'batchappend') known.setFeaturesList(['deadline_duration']);
  }
  return supported;
}

/** A cluster of one, which leads: what a client asks that was given several hosts. */
export function clusterOf(host: string, port: number): InstanceType<typeof gossip.ClusterInfo> {
  const member = new gossip.MemberInfo()
    .setState(gossip.MemberInfo.VNodeState.LEADER)
    .setIsAlive(true)
    .setTimeStamp(`${Date.now()}0000`)
    .setHttpEndPoint(new gossip.EndPoint().setAddress(host).setPort(port));
  return new gossip.ClusterInfo().setMembersList([member]);
}
