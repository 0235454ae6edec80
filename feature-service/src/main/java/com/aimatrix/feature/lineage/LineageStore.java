package com.aimatrix.feature.lineage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Edges in the database. */
@Component
class LineageStore {

    private static final String WALK = """
            with recursive walk (node, steps) as (
                select ?::text collate "C", 0
                union
                select e.%2$s, w.steps + 1 from walk w join feature.lineage_edge e on e.%1$s = w.node
                where w.steps < ?)
            select distinct e.upstream, e.downstream, e.since, e.until
            from walk w join feature.lineage_edge e on e.%1$s = w.node where w.steps < ?
            order by e.since, e.upstream, e.downstream limit ?
            """;
    private static final String WALK_UPSTREAM = WALK.formatted("downstream", "upstream");
    private static final String WALK_DOWNSTREAM = WALK.formatted("upstream", "downstream");

    private final JdbcClient jdbc;

    LineageStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Which way to walk from a node. */
    enum Direction {
        UPSTREAM,
        DOWNSTREAM
    }

    /** Keeps edges; what is known stays as it is, what had ended begins again. */
    void add(List<Link> links, Instant since) {
        jdbc.sql("""
                        insert into feature.lineage_edge as e (upstream, downstream, since)
                        select distinct x.upstream, x.downstream, ?::timestamptz
                        from unnest(?::text[], ?::text[]) as x (upstream, downstream) order by 1, 2
                        on conflict (upstream, downstream) do update set until = null, since = excluded.since
                        where e.until is not null
                        """)
                .params(
                        Timestamp.from(since),
                        names(links.stream().map(Link::upstream).toList()),
                        names(links.stream().map(Link::downstream).toList()))
                .update();
    }

    /** Ends what leads into a node, but for some. */
    void endOthers(Node downstream, Collection<Node> kept, Instant until) {
        jdbc.sql("""
                        update feature.lineage_edge set until = ?
                        where downstream = ? and until is null and not upstream = any(?::text[])
                        """)
                .params(Timestamp.from(until), downstream.toString(), names(kept))
                .update();
    }

    /** Ends what leads into nodes and out of them. */
    void end(Collection<Node> nodes, Instant until) {
        jdbc.sql("""
                        update feature.lineage_edge set until = :until
                        where until is null and (upstream = any(:nodes::text[]) or downstream = any(:nodes::text[]))
                        """)
                .param("until", Timestamp.from(until))
                .param("nodes", names(nodes))
                .update();
    }

    boolean isKnown(Node node) {
        return jdbc.sql("select exists (select from feature.lineage_edge where upstream = :node or downstream = :node)")
                .param("node", node.toString())
                .query(Boolean.class)
                .single();
    }

    /** Every edge on the way from a node, at most so many steps away and so many altogether. */
    List<Edge> walk(Node from, Direction direction, int steps, int limit) {
        return jdbc.sql(direction == Direction.UPSTREAM ? WALK_UPSTREAM : WALK_DOWNSTREAM)
                .params(from.toString(), steps, steps, limit)
                .query((rs, n) -> edge(rs))
                .list();
    }

    private static Edge edge(ResultSet rs) throws SQLException {
        Timestamp until = rs.getTimestamp("until");
        return new Edge(
                rs.getString("upstream"),
                rs.getString("downstream"),
                rs.getTimestamp("since").toInstant(),
                until == null ? null : until.toInstant());
    }

    /** What a thing is made of, one step away. */
    List<Node> inputs(Node node) {
        return jdbc.sql("select upstream from feature.lineage_edge where downstream = ? and until is null order by 1")
                .param(node.toString())
                .query((rs, n) -> Node.parse(rs.getString(1)))
                .list();
    }

    /** Models deployed in a version that rests on one of these nodes, over edges that last. */
    List<String> deployedModels(Collection<Node> from) {
        return jdbc.sql("""
                        with recursive walk (node) as (
                            select x.node collate "C" from unnest(?::text[]) as x (node)
                            union
                            select e.downstream from walk w join feature.lineage_edge e on e.upstream = w.node
                            where e.until is null)
                        select node from walk where node like 'deployment:%' order by node
                        """)
                .params((Object) names(from))
                .query((rs, n) -> Node.parse(rs.getString(1)).name())
                .list();
    }

    /** Training sets that still are there and were made from a version of a view. */
    List<String> trainingSetsOf(int viewId) {
        return jdbc.sql("select training_set_id from feature.training_set_view where view_id = ? order by 1")
                .param(viewId)
                .query(String.class)
                .list();
    }

    private static String[] names(Collection<Node> nodes) {
        return nodes.stream().map(Node::toString).toArray(String[]::new);
    }
}
